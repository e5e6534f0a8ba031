using System.Collections.Frozen;

namespace Ingestion.Channels.Email.Machines;

/// <summary>What stands before the at sign where nobody reads what comes: RFC 2142 roles of machines, and the no-replies of our four languages.</summary>
internal static class MachineNames
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "mailer-daemon", "mailerdaemon", "mailer_daemon", "mdaemon", "mail-daemon", "postmaster", "post-master", "no-reply", "noreply", "no_reply", "no.reply",
        "do-not-reply", "donotreply", "do_not_reply", "do.not.reply", "dontreply", "not-reply", "noreplay", "noresponse", "no-response", "bounce", "bounces", "listserv",
        "majordomo", "root", "nobody", "daemon", "www-data", "cron", "notification", "notifications", "notify", "alert", "alerts", "newsletter", "mailing",
        "autoreply", "auto-reply", "autoresponder", "automailer", "auto-confirm", "unsubscribe", "microsoftexchange",
        "voicemail", "voice-mail", "asterisk", "freepbx", "fax", "efax", "scanner", "quarantine", "spam-digest",

        "yanitlama", "yanitlamayiniz", "cevaplama", "cevaplamayiniz", "cevapverme", "bildirim", "bildirimler", "ebulten", "e-bulten", "otomatik",
        "cavabvermeyin", "cavab-vermeyin", "cavabyazmayin", "bildiris", "bildirisler", "xeberdarliq",
        "pasokhnadahid", "eettela", "khabarnameh",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Beginnings =
    [
        "bounce+", "bounces+", "bounce-", "bounces-", "owner-", "noreply+", "noreply-", "noreply_", "noreply.", "no-reply+", "no-reply-", "no-reply.", "donotreply+", "donotreply-", "do-not-reply-",
        "notifications+", "mailer-daemon+", "microsoftexchange", "prvs=", "srs0=", "msprvs1=",
    ];

    private static readonly string[] Endings = ["-request", "-owner", "-bounces", "-noreply", ".noreply", "_noreply", "-no-reply", ".no-reply", "-donotreply", "-errors", "-daemon"];

    public static bool IsMachine(string localPart)
    {
        if (Names.Contains(localPart))
        {
            return true;
        }

        foreach (var beginning in Beginnings)
        {
            if (localPart.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                // signed and rewritten envelope senders are people's, too
                return beginning[^1] != '=';
            }
        }

        foreach (var ending in Endings)
        {
            if (localPart.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
