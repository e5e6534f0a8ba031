using TestSupport;

namespace EndToEnd.Tests;

/// <summary>What every page keeps for every customer, whatever it shows.</summary>
internal static class PageRules
{
    public static void Keep(SeenPage page, Uri ours, string language)
    {
        Assert.Equal((language, language == "fa" ? "rtl" : "ltr"), (page.Language, page.Direction));
        Assert.NotEqual("", page.Title);
        Assert.Empty(page.Violations);
        Assert.Empty(page.Overflows);
        Assert.NotEmpty(page.Requests);
        Assert.All(page.Requests, request => Assert.Equal(ours.GetLeftPart(UriPartial.Authority), request.GetLeftPart(UriPartial.Authority)));
        Assert.Empty(page.Cookies);
        Assert.All(page.Texts, text => Assert.Equal(("ltr", "ltr"), (text.Direction, text.Runs)));
        IsWalkedInReadingOrder(page);
    }

    /// <summary>The fault has the focus, seen and read at once, and its link leads to the field.</summary>
    public static void TellsTheFault(SeenPage page, string? field)
    {
        Assert.Equal(".faults", page.Focus?.Name);
        Assert.NotEqual("none", page.Focus!.Outline);
        Assert.Equal(field, page.FaultLeadsTo);
    }

    private static void IsWalkedInReadingOrder(SeenPage page)
    {
        var names = page.Walk.Select(control => control.Name).ToList();
        var first = names.IndexOf(page.Controls[0].Name);
        Assert.Equal(page.Controls.Select(control => control.Name), names[first..].Concat(names[..first]));
        Assert.All(page.Walk, control =>
        {
            Assert.NotEqual("none", control.Outline);
            Assert.NotEqual(page.Controls.Single(plain => plain.Name == control.Name).Outline, control.Outline);
        });
        foreach (var (one, next) in page.Controls.Zip(page.Controls.Skip(1)))
        {
            var isBelow = next.Top >= one.Bottom - 1;
            var isBeside = next.Bottom > one.Top && (page.Direction == "rtl" ? next.Right <= one.Left + 1 : next.Left >= one.Right - 1);
            Assert.True(isBelow || isBeside, $"{next.Name} comes after {one.Name} and does not stand after it");
        }
    }
}
