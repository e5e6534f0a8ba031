using System.Collections.Frozen;

namespace Ingestion.Worker.Intake.Budgets;

/// <summary>Mail providers whose customers have nothing to do with each other: no budget for the domain as a whole. The one for all answers holds there, too.</summary>
internal static class SharedDomains
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "gmail.com", "googlemail.com", "outlook.com", "outlook.com.tr", "hotmail.com", "hotmail.com.tr", "live.com", "msn.com", "windowslive.com", "yahoo.com", "yahoo.com.tr", "yahoo.co.uk", "ymail.com",
        "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "pm.me", "zoho.com", "tutanota.com", "fastmail.com",
        "yandex.com", "yandex.com.tr", "yandex.ru", "ya.ru", "mail.ru", "bk.ru", "inbox.ru", "list.ru", "rambler.ru",
        "mynet.com", "superonline.com", "ttmail.com", "turk.net", "box.az", "mail.az", "chmail.ir", "mailfa.com", "mihanmail.ir",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string domain) => Known.Contains(domain);
}
