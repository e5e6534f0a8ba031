namespace EndToEnd.Tests;

/// <summary>Tests that share one browser and so run one after the other.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<PagesInBrowser>;
