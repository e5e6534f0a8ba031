namespace Ingestion.Channels;

/// <summary>One thing wrong with the settings. <paramref name="Message"/> says what to do and never holds the value of a secret.</summary>
/// <param name="Key">The key that is wrong, with colons; relative where the reader knows the parent.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record SettingFault(string Key, string Message);
