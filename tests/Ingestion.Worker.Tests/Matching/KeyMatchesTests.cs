using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class KeyMatchesTests
{
    [Fact]
    public void Best_MoreThanAreCompared_ThoseThatShareTheMostThenTheLatest()
    {
        var matches = new KeyMatches();
        for (var id = 1; id <= 100; id++)
        {
            matches.AddKey(id);
        }

        matches.AddKey(7);
        matches.AddKey(3);
        matches.AddNumber(1);

        Assert.Equal([1, 3, 7, .. Enumerable.Range(100 - KeyMatches.Most + 4, KeyMatches.Most - 3)], matches.Best().Order().Select(id => (int)id));
    }

    [Fact]
    public void Best_FewShareAnything_AllOfThem()
    {
        var matches = new KeyMatches();
        matches.AddKey(1);
        matches.AddKey(1);
        matches.AddNumber(2);

        Assert.Equal([1, 2], matches.Best().Order());
        Assert.Equal([2], matches.Best(1));
    }
}
