using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Demo;

/// <summary>Sends samples through the worker's real entrances: a file in the Maildir, a signed post, a form post, the hooks, lists and queues of providers.</summary>
internal sealed class DemoSender(DemoInstallation installation, DemoProviders providers, Uri url, TimeProvider time) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = url };
    private readonly Dictionary<string, (DemoSample Sample, string Id)> sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> mails = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Sends and returns the channel and the id under which the inbox will know the message.</summary>
    /// <param name="name">The sample's name.</param>
    /// <param name="sample">What to send.</param>
    /// <param name="number">The tracking number to quote, or null.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async Task<(string Channel, string ExternalId)> SendAsync(string name, DemoSample sample, TrackingNumber? number, CancellationToken cancellationToken)
    {
        var (original, id) = sample.Repeats is { } first ? sent[first] : (sample, NewId());
        sent[name] = (original, id);
        switch (sample.Entrance)
        {
            case DemoTwilio.Channel:
                return (DemoTwilio.Channel, await providers.Twilio.SendAsync(http, sample.From, sample.Text, cancellationToken));
            case DemoTelegram.Channel:
                var update = await providers.Telegram.SendAsync(http, sample.From, sample.Text, sample.Edits is { } edited ? sent[edited].Id : null, cancellationToken);
                sent[name] = (original, update);
                return (DemoTelegram.Channel, update);
            case DemoX.Channel:
                return (DemoX.Channel, providers.X.Mention(sample.Text, sample.Language, takesMessages: !sample.IsClosed));
            case DemoServiceBus.Channel:
                return (DemoServiceBus.Channel, providers.ServiceBus.Put(sample.From, sample.Text));
            case DemoBotFramework.Channel:
                return (DemoBotFramework.Channel, await providers.Bots.SendAsync(http, sample.From, sample.Text, cancellationToken));
        }

        return sample.Entrance switch
        {
            "mail" => (DemoInstallation.MailChannel, Deliver(original, id, number)),
            "chat" => (DemoInstallation.ChatChannel, await PostAsync(original, id, cancellationToken)),
            _ => (DemoInstallation.FormChannel, await FillInAsync(original, id, cancellationToken)),
        };
    }

    /// <summary>The provider tells the worker that a phone got its answer.</summary>
    public Task ReportDeliveredAsync(DemoAnswer answer, CancellationToken cancellationToken) => providers.Twilio.ReportDeliveredAsync(http, answer, cancellationToken);

    public void Dispose() => http.Dispose();

    /// <summary>As a delivery agent does: written in tmp, moved to new. The same id gives the same bytes under a new name.</summary>
    private string Deliver(DemoSample sample, string id, TrackingNumber? number)
    {
        if (!mails.TryGetValue(id, out var mail))
        {
            mails[id] = mail = Mail(sample, id, number);
        }

        var file = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeSeconds()}.{id}-{++count}.demo");
        var draft = Path.Combine(installation.Maildir, "tmp", file);
        File.WriteAllText(draft, mail);
        File.Move(draft, Path.Combine(installation.Maildir, "new", file));
        return file;
    }

    private string Mail(DemoSample sample, string id, TrackingNumber? number)
    {
        var subject = number is { } quoted ? $"{sample.Subject} {quoted.Format()}" : sample.Subject;
        var mail = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"From: <{sample.From}>\r\nTo: <{installation.Mailbox}>\r\n")
            .Append(CultureInfo.InvariantCulture, $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=\r\n")
            .Append(CultureInfo.InvariantCulture, $"Date: {time.GetUtcNow():r}\r\nMessage-ID: <{id}@musteri.example>\r\n");
        foreach (var header in sample.Headers)
        {
            mail.Append(header).Append("\r\n");
        }

        return mail
            .Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
            .Append(sample.Text)
            .Append("\r\n")
            .ToString();
    }

    /// <summary>Signed as Standard Webhooks say: HMAC-SHA256 over id, time and body.</summary>
    private async Task<string> PostAsync(DemoSample sample, string id, CancellationToken cancellationToken)
    {
        var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["type"] = "message.created",
            ["timestamp"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["data"] = new JsonObject
            {
                ["conversationId"] = "conversation-" + id,
                ["messageId"] = id,
                ["text"] = sample.Text,
                ["sender"] = new JsonObject { ["id"] = sample.From, ["name"] = sample.From },
            },
        }.ToJsonString();
        var key = Convert.FromBase64String(installation.Secret["whsec_".Length..]);
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{stamp}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks/" + DemoInstallation.ChatChannel)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", stamp);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(mac));
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return id;
    }

    private async Task<string> FillInAsync(DemoSample sample, string id, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["id"] = id, ["name"] = "James", ["email"] = sample.From, ["message"] = sample.Text, ["language"] = sample.Language };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(new Uri("form/" + DemoInstallation.FormChannel, UriKind.Relative), content, cancellationToken);
        response.EnsureSuccessStatusCode();
        return id;
    }

    private static string NewId() => "demo-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
}
