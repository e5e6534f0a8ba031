using System.CommandLine;
using Mail.Tests.Mime.Readers;

namespace Ingestion.Bench.Readers;

/// <summary>`read`: what ops/readers/compare.sh calls.</summary>
internal static class ReadCommand
{
    public static Command Create()
    {
        var mails = new Argument<string>("mails") { Description = "A folder of *.eml files." };
        var to = new Option<string>("--to") { Required = true, Description = "The file for the lines of JSON." };
        var command = new Command("read", "Writes how we read mails, as the programs in ops/readers do.") { mails, to };
        command.SetAction(parsed => MailReading.WriteAll(parsed.GetRequiredValue(mails), parsed.GetRequiredValue(to)));
        return command;
    }
}
