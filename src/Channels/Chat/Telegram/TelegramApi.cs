using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>
/// Asks the Bot API. The token is a part of every URL: what breaks becomes a fault of our own words without the exception that it was, for what
/// others put into exceptions is not ours to promise.
/// </summary>
internal sealed class TelegramApi(ChannelSetup setup, string server, string token)
{
    private readonly string _server = server.TrimEnd('/');

    public HttpClient Http => setup.Http;

    public TimeProvider Time => setup.Time;

    public Uri UrlOf(string method, string query = "") => new($"{_server}/bot{token}/{method}{query}");

    /// <summary>Calls a method that changes nothing and returns the answer, whose field <c>result</c> is what was asked for.</summary>
    /// <exception cref="ChannelFaultException">The answer says no, is none, or did not come.</exception>
    public async Task<JsonDocument> AskAsync(string method, string query, CancellationToken cancellationToken) =>
        (await TryAskAsync(method, query, cancellationToken)).Answer ?? throw new ChannelFaultException("unexpected-answer", "Telegram does not take the request (HTTP 400)");

    /// <summary>As <see cref="AskAsync"/>, for methods whose status 400 means something: then there is an error and no answer.</summary>
    /// <exception cref="ChannelFaultException">The answer says no in another way, is none, or did not come.</exception>
    public async Task<(JsonDocument? Answer, TelegramError Error)> TryAskAsync(string method, string query, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(UrlOf(method, query), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var error = await TelegramError.ReadAsync(response, Time, cancellationToken);
            return (int)response.StatusCode == 400 ? (null, error) : throw FaultOf(response, error);
        }

        var bytes = await GuardedAsync(token => response.Content.ReadAsByteArrayAsync(token), cancellationToken);
        var json = JsonFields.Parse(bytes);
        if (json is not null && json.RootElement.IsTrue("ok"u8) && json.RootElement.Has("result"u8))
        {
            return (json, TelegramError.None);
        }

        json?.Dispose();
        throw new ChannelFaultException("unexpected-answer", "Telegram gave an answer that is not whole");
    }

    /// <summary>Null when the file is not there (any more).</summary>
    public async Task<HttpResponseMessage?> DownloadAsync(string path, CancellationToken cancellationToken)
    {
        var response = await GetAsync(new Uri($"{_server}/file/bot{token}/{path}"), cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            return (int)response.StatusCode is 404 or 410 ? null : throw FaultOf(response, TelegramError.None);
        }
    }

    /// <summary>Reads on, with faults in our own words.</summary>
    /// <exception cref="ChannelFaultException">The connection broke, or nothing came in time.</exception>
    public async Task<T> GuardedAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new ChannelFaultException("no-answer", "Telegram does not answer in time");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new ChannelFaultException(HttpFaults.CodeOf(fault), "Telegram cannot be reached, or broke the connection");
        }
    }

    private Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken cancellationToken) => GuardedAsync(
        async stop =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        },
        cancellationToken);

    private static ChannelFaultException FaultOf(HttpResponseMessage response, TelegramError error)
    {
        var status = (int)response.StatusCode;
        var (code, text, permanent) = status switch
        {
            401 or 404 => ("login-refused", "does not know the bot's token", true),
            403 => ("not-allowed", "does not allow this bot to do that", true),
            409 when error.Says("webhook") => ("webhook-set", "has a webhook for this bot, which excludes polling: delete it with deleteWebhook, or set SecretTokens", true),
            409 => ("second-poller", "is asked by another program with the same token: only one may poll a bot", true),
            408 or 429 => ("rate-limited", "asks to come more slowly", false),
            >= 500 => ("provider-down", "has a fault of its own", false),
            _ => ("unexpected-answer", "gave an answer that is not expected", false),
        };
        return new ChannelFaultException(code, string.Create(CultureInfo.InvariantCulture, $"Telegram {text} (HTTP {status})")) { Permanent = permanent, RetryAfter = error.RetryAfter };
    }
}
