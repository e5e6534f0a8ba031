using System.CommandLine;
using System.Globalization;

namespace Ingestion.Worker.Commands;

/// <summary><c>--limit</c>, of every command that lists.</summary>
internal static class LimitOption
{
    private const string Name = "--limit";

    /// <param name="usual">What it is where nobody says.</param>
    /// <param name="description">What it limits.</param>
    public static Option<int> Make(int usual, string description) => new(Name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
            {
                return limit;
            }

            result.AddError($"'{given}' is no limit: {Name} takes a whole number from 1 on");
            return usual;
        },
    };
}
