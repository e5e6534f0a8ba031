using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ingestion.Worker.Settings;

/// <summary>What attributes on the settings cannot say.</summary>
internal static class WorkerRules
{
    public static void Check(WorkerSettings settings, SettingFaults faults)
    {
        Database(settings.Database, faults);
        Http(settings.Http, faults);
        Organisation(settings.Organisation, faults);
        AnswerTimes(settings.Acknowledgements, faults);
        Networks(settings.Http.TrustedProxies, "Http:TrustedProxies", faults);
        Networks(settings.Media.AllowedNetworks, "Media:AllowedNetworks", faults);
        Networks(settings.Media.DeniedNetworks, "Media:DeniedNetworks", faults);
        Ports(settings.Media.AllowedPorts, faults);
        Each(settings.Notices.InformOf, "Notices:InformOf", status => NoticeSettings.Statuses.Contains(status, StringComparer.Ordinal), "must be one of " + string.Join(", ", NoticeSettings.Statuses), faults);
        if (settings.Acknowledgements.TemplatesFolder is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            faults.Add("Acknowledgements:TemplatesFolder", "there is no such folder");
        }

        foreach (var (name, key) in settings.Api.Keys)
        {
            if (key.Length < ApiSettings.ShortestKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                faults.Add("Api:Keys:" + name, string.Create(CultureInfo.InvariantCulture, $"must have at least {ApiSettings.ShortestKey} characters, all of them visible ASCII; such as openssl rand -base64 32 makes"));
            }
        }

        foreach (var same in settings.Api.Keys.GroupBy(key => key.Value, key => key.Key, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            var names = same.Order(StringComparer.Ordinal).ToList();
            faults.Add("Api:Keys:" + names[1], $"is the same key as {names[0]}'s: each caller needs its own, or nobody can tell who changed what");
        }

        foreach (var (reason, wait) in settings.Acknowledgements.ReleaseHeldAfter)
        {
            Release(reason, wait, faults);
        }
    }

    private static void Release(string reason, TimeSpan wait, SettingFaults faults)
    {
        var key = "Acknowledgements:ReleaseHeldAfter:" + reason;
        if (!HeldReasons.IsKnown(reason))
        {
            faults.Add(key, "is no reason for which an answer is held; reasons are " + HeldReasons.Listed);
        }
        else if (wait < TimeSpan.Zero || wait > TimeSpan.FromDays(30))
        {
            faults.Add(key, "must be between 0 and 30 days, such as 04:00:00");
        }
    }

    private static void Database(DatabaseSettings database, SettingFaults faults)
    {
        const string Key = "Database:ConnectionString";
        if (database.Store != "postgres")
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(database.ConnectionString))
        {
            faults.Add(Key, "is missing: the store postgres needs one, such as Host=db;Database=ingestion;Username=worker");
            return;
        }

        Postgres(Key, database.ConnectionString, faults);
    }

    // Where the store is SQLite, Npgsql is not even loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Postgres(string key, string connectionString, SettingFaults faults)
    {
        try
        {
            if (string.IsNullOrEmpty(new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Host))
            {
                faults.Add(key, "names no Host");
            }
        }
        catch (ArgumentException)
        {
            // The exception's text quotes the string, password and all.
            faults.Add(key, "is not a connection string of Npgsql, such as Host=db;Database=ingestion;Username=worker");
        }
    }

    private static void Http(HttpSettings http, SettingFaults faults)
    {
        foreach (var url in http.Url.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A star is no host of a URI, but says "every interface" to the listener.
            var readable = url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
            if (!Uri.TryCreate(readable, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.AbsolutePath != "/")
            {
                faults.Add("Http:Url", "must be http, a host and a port, such as http://127.0.0.1:8080 or http://*:8080; TLS ends at the reverse proxy");
            }
        }

        if (http.PublicUrl is { } publicUrl && publicUrl.Scheme != Uri.UriSchemeHttps && publicUrl.Scheme != Uri.UriSchemeHttp)
        {
            faults.Add("Http:PublicUrl", "must begin with https:// (or http:// for trying things out)");
        }
        else if (http.PublicUrl is { Query.Length: > 0 } or { Fragment.Length: > 0 })
        {
            faults.Add("Http:PublicUrl", "must end with its host or path: no ? and no #");
        }

        if (http.MaxBytesInFlight < http.MaxBodyBytes)
        {
            faults.Add("Http:MaxBytesInFlight", "must be at least Http:MaxBodyBytes, or the largest body could never be taken");
        }
    }

    private static void Organisation(OrganisationSettings organisation, SettingFaults faults)
    {
        if (!TimeZoneNames.IsKnown(organisation.TimeZone))
        {
            faults.Add("Organisation:TimeZone", TimeZoneNames.Unknown);
        }

        Each(organisation.WorkingHours, "Organisation:WorkingHours", new WorkingWeek().TryAdd, "must be days and hours such as Mon-Fri 09:00-18:00, and each day stands once", faults);
        Each(organisation.Holidays, "Organisation:Holidays", new HolidayList().TryAdd, "must be a day such as 2027-03-20, a span of at most 60 days such as 2027-03-20..2027-03-24, or a day of every year such as 01-01", faults);
        var domain = organisation.MailDomain;
        if (Uri.CheckHostName(domain) != UriHostNameType.Dns || domain.AsSpan().ContainsAnyExceptInRange('!', '~') || domain.Contains('_'))
        {
            faults.Add("Organisation:MailDomain", "must be a domain in ASCII letters, such as example.az (punycode for others)");
        }
    }

    private static void Each(IReadOnlyList<string> texts, string key, Func<string, bool> isReadable, string must, SettingFaults faults)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (!isReadable(texts[i]))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"), must);
            }
        }
    }

    private static void AnswerTimes(AcknowledgementSettings acknowledgements, SettingFaults faults)
    {
        foreach (var (kind, time) in acknowledgements.AnswerWithinByKind)
        {
            var key = $"Acknowledgements:AnswerWithinByKind:{kind}";
            if (kind is not ("complaint" or "suggestion" or "praise" or "question"))
            {
                faults.Add(key, "is no kind; there are complaint, suggestion, praise, question");
            }
            else if (time < TimeSpan.FromMinutes(1) || time > TimeSpan.FromDays(365))
            {
                faults.Add(key, "must be between 1m and 365d");
            }
        }
    }

    private static void Networks(IReadOnlyList<string> networks, string key, SettingFaults faults)
    {
        for (var i = 0; i < networks.Count; i++)
        {
            if (NetworkText.Read(networks[i]) is null)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"), "must be a network such as 10.20.0.0/16 (no bits beyond its length) or an address");
            }
        }
    }

    private static void Ports(IReadOnlyList<int> ports, SettingFaults faults)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is < 1 or > 65535)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Media:AllowedPorts:{i}"), "must be between 1 and 65535");
            }
        }
    }
}
