using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email.Machines;

/// <summary>
/// Signs of a mail's form that it comes from a machine or must not be answered by one. Words are the host's matter, which judges those of all
/// channels alike.
/// </summary>
internal static class MachineLayers
{
    private static readonly IMachineLayer[] All =
    [
        new AutomationLayer(),
        new VendorLayer(),
        new ListLayer(),
        new EnvelopeLayer(),
        new SenderLayer(),
        new OwnMailLayer(),
        new ReportLayer(),
        new CalendarLayer(),
        new SpamLayer(),
    ];

    public static IReadOnlyList<MachineSign> Judge(MailUnderTest mail)
    {
        var signs = new SignList();
        foreach (var layer in All)
        {
            layer.Look(mail, signs);
        }

        return signs.All;
    }

    /// <param name="trustedIds">The authserv-ids whose Authentication-Results are believed.</param>
    public static IReadOnlyList<MachineSign> Judge(MimeMessage mail, OwnAddresses own, IReadOnlyCollection<string> trustedIds) =>
        Judge(new MailUnderTest(mail, own, trustedIds));
}
