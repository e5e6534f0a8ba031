using System.Globalization;
using Xunit;

namespace Mail.Tests;

/// <summary>The suite is run once per culture; this proves that a run really had the culture that its environment names.</summary>
public sealed class CultureTests
{
    [Fact]
    public void CurrentCulture_OfTheRun_IsTheOneOfTheEnvironment()
    {
        var locale = Variable("LC_ALL") ?? Variable("LC_MESSAGES") ?? Variable("LANG") ?? "C";
        var name = locale.Split('.', '@')[0].Replace('_', '-');
        var expected = name is "C" or "POSIX" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);

        Assert.Equal(expected.Name, CultureInfo.CurrentCulture.Name);
        Assert.Equal(expected.TextInfo.ToUpper('i'), CultureInfo.CurrentCulture.TextInfo.ToUpper('i'));
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
