using System.Collections.Frozen;
using System.Globalization;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Reads messages as hooks bring them and as the message list has them. A customer with a number is known by it on every network; answers go back on
/// the network that they wrote on.
/// </summary>
internal sealed class TwilioReader(TwilioOptions options) : IMessageReader
{
    private const int MaxName = 200;

    /// <summary>Twilio allows ten.</summary>
    private const int MostMedia = 20;

    /// <summary>What Twilio itself acts on in SMS beside the shared words: the customer is blocked already when we read it.</summary>
    private static readonly FrozenSet<string> CarrierStop = StopWords.Set("end", "quit", "revoke", "cancel");

    private static readonly FrozenSet<string> Help = StopWords.Set("help", "info");

    private readonly FrozenSet<string> _moreStopWords = StopWords.Set(options.MoreStopWords);
    private readonly FrozenSet<string> _own = TwilioOwnAddresses.Of(options).ToFrozenSet(StringComparer.Ordinal);

    public InboundMessage Read(AcceptedMessage message)
    {
        var fields = TwilioFields.Read(message.Raw.Span);
        if (message.Context?.Contains("oversize=", StringComparison.Ordinal) == true)
        {
            PlainText.Note(fields.Notes, "oversize");
        }

        var from = TwilioAddress.Read(fields["From"]);
        if (from is null)
        {
            PlainText.Note(fields.Notes, "sender-missing");
        }

        var attachments = TwilioAttachments.Of(fields, MostMedia);
        var text = TwilioText.Of(fields);
        if (text.Length == 0 && attachments.Count == 0)
        {
            PlainText.Note(fields.Notes, "text-missing");
        }

        var isSms = from?.Network is null;
        var isBare = attachments.Count == 0;
        return new InboundMessage
        {
            Medium = isSms ? Medium.Sms : Medium.Chat,
            Sender = from?.Phone ?? from?.Handle,
            SenderName = NameOf(fields),
            ReplyTo = isSms ? from?.Phone : from?.Handle,
            Text = text,
            MessageId = IdOf(fields["MessageSid"] ?? fields["SmsMessageSid"]),
            References = IdOf(fields["OriginalRepliedMessageSid"]) is { } replied ? [replied] : [],
            MachineSigns = SignsOf(fields, from, isBare ? text : ""),
            Attachments = attachments,
            Consent = ConsentOf(fields, isSms, isBare ? text : ""),
            Notes = fields.Notes,
        };
    }

    private ConsentChange? ConsentOf(TwilioFields fields, bool isSms, string text)
    {
        switch (fields["OptOutType"])
        {
            case { } type when type.Equals("STOP", StringComparison.OrdinalIgnoreCase):
                return ConsentChange.Stop;
            case { } type when type.Equals("START", StringComparison.OrdinalIgnoreCase):
                return ConsentChange.Start;
        }

        var word = StopWords.Fold(text);
        return word.Length == 0 ? null
            : _moreStopWords.Contains(word) || (isSms && CarrierStop.Contains(word)) ? ConsentChange.Stop
            : StopWords.Read(text);
    }

    private List<MachineSign> SignsOf(TwilioFields fields, TwilioAddress? from, string text)
    {
        List<MachineSign> signs = [];
        if (from is not { } address)
        {
            return signs;
        }

        if (address.Network is null && address.Phone is null)
        {
            signs.Add(new MachineSign("sender-without-number", MachineSignStrength.NoAnswer));
        }

        if (_own.Contains(TwilioOwnAddresses.Written(address)) || string.Equals(fields["From"], fields["To"], StringComparison.Ordinal))
        {
            signs.Add(new MachineSign("own-address", MachineSignStrength.NoAnswer));
        }

        // Twilio answers this word itself.
        if (string.Equals(fields["OptOutType"], "HELP", StringComparison.OrdinalIgnoreCase) || (address.Network is null && Help.Contains(StopWords.Fold(text))))
        {
            signs.Add(new MachineSign("help-keyword", MachineSignStrength.MachineReport));
        }

        return signs;
    }

    private static string? NameOf(TwilioFields fields)
    {
        var name = fields["ProfileName"]?.Trim();
        return string.IsNullOrEmpty(name) ? null : PlainText.Clean(name, MaxName, []);
    }

    private static string? IdOf(string? sid) => TwilioSid.IsSid(sid) ? string.Create(CultureInfo.InvariantCulture, $"<{sid}@twilio>") : null;
}
