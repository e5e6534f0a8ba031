using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>Who is said to have written and sent a mail, and to whom it came. All of it are claims, but for what our own host wrote on top.</summary>
public sealed record SenderFacts
{
    private const int MostResent = 20;

    /// <summary>The writers.</summary>
    public IReadOnlyList<MailAddress> From { get; init; } = [];

    /// <summary>Who sent it for the writers, or null.</summary>
    public MailAddress? Sender { get; init; }

    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>The envelope's sender, written on delivery; null when unknown.</summary>
    public MailAddress? ReturnPath { get; init; }

    /// <summary>Whether the envelope's sender was empty, as reports have it.</summary>
    public bool HasNullSender { get; init; }

    /// <summary>The envelope's recipients as delivering hosts noted them (Delivered-To, X-Original-To, Envelope-To and kin), topmost first, each once.</summary>
    public IReadOnlyList<MailAddress> DeliveredTo { get; init; } = [];

    /// <summary>Who passed the mail on (RFC 5322 §3.6.6), latest first.</summary>
    public IReadOnlyList<ResentFacts> Resent { get; init; } = [];

    public static SenderFacts Of(MimeMessage mail)
    {
        List<MailAddress>? delivered = null;
        List<ResentFacts>? resent = null;
        foreach (var header in mail.Headers)
        {
            if (header.Is("Delivered-To") || header.Is("X-Original-To") || header.Is("Envelope-To") || header.Is("X-Envelope-To") || header.Is("X-Delivered-To"))
            {
                if (MailAddress.Parse(header.Unfolded) is { } address && delivered?.Exists(one => one.Address == address.Address) != true)
                {
                    (delivered ??= []).Add(address);
                }
            }
            else if (header.RawName.Length > 7 && header.Name.StartsWith("Resent-", StringComparison.OrdinalIgnoreCase))
            {
                ReadResent(header, resent ??= []);
            }
        }

        var path = mail.Headers.Unfolded("Return-Path");
        return new SenderFacts
        {
            From = mail.From,
            Sender = mail.Sender,
            ReplyTo = mail.ReplyTo,
            ReturnPath = path is null ? null : MailAddress.Parse(path),
            HasNullSender = path?.Replace(" ", "", StringComparison.Ordinal) is "<>" or "",
            DeliveredTo = delivered ?? [],
            Resent = resent ?? [],
        };
    }

    // fields of one resending stand together; a name that comes again begins an older one
    private static void ReadResent(MimeHeader header, List<ResentFacts> all)
    {
        var name = header.Name[7..];
        var current = all.Count > 0 ? all[^1] : null;
        var next = With(current ?? new ResentFacts(), name, header.Unfolded);
        if (next is null)
        {
            return;
        }

        if (current is null || IsTold(current, name))
        {
            if (all.Count < MostResent && With(new ResentFacts(), name, header.Unfolded) is { } another)
            {
                all.Add(another);
            }

            return;
        }

        all[^1] = next;
    }

    private static ResentFacts? With(ResentFacts facts, string name, string value) => name.ToUpperInvariant() switch
    {
        "FROM" => facts with { From = MailAddress.ParseList(value) },
        "SENDER" => facts with { Sender = MailAddress.Parse(value) },
        "TO" => facts with { To = MailAddress.ParseList(value) },
        "CC" => facts with { Cc = MailAddress.ParseList(value) },
        "DATE" => facts with { At = MailDate.Parse(value) },
        "MESSAGE-ID" => facts with { MessageId = MessageIds.First(value) },
        _ => null,
    };

    private static bool IsTold(ResentFacts facts, string name) => name.ToUpperInvariant() switch
    {
        "FROM" => facts.From.Count > 0,
        "SENDER" => facts.Sender is not null,
        "TO" => facts.To.Count > 0,
        "CC" => facts.Cc.Count > 0,
        "DATE" => facts.At is not null,
        _ => facts.MessageId is not null,
    };
}
