using System.CommandLine;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Commands;

/// <summary>A complaint as operators name it.</summary>
internal static class NumberArgument
{
    private const string Forms = "with or without dashes, in Latin, Persian or Arabic digits";

    public static Argument<TrackingNumber> Make(string name, string description) => new(name)
    {
        Description = $"{description} A tracking number, {Forms}.",
        HelpName = name,
        CustomParser = result => Read(result.Tokens[0].Value, result.AddError),
    };

    public static Option<TrackingNumber> MakeOption(string name, string description) => new(name)
    {
        Description = $"{description} A tracking number, {Forms}.",
        HelpName = "NUMBER",
        Required = true,
        CustomParser = result => Read(result.Tokens[0].Value, result.AddError),
    };

    private static TrackingNumber Read(string typed, Action<string> refuse)
    {
        if (!TrackingNumber.TryParse(typed, out var number))
        {
            refuse($"'{typed}' is no tracking number: it has not twelve digits, or its check digit does not fit");
        }

        return number;
    }
}
