using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>Asks X's API, version 2.</summary>
internal sealed class XApi(ChannelSetup setup, XOptions options, XLogin login)
{
    public const string Provider = "X";

    private readonly string _server = options.ApiUrl.TrimEnd('/');

    public HttpClient Http => setup.Http;

    public TimeProvider Time => setup.Time;

    public Uri UrlOf(string path) => new(_server + path);

    /// <summary>Parameters that ask for everything that a post's reader wants, in the names that the settings choose.</summary>
    public string PostFields => string.Create(
        CultureInfo.InvariantCulture,
        $"{options.FieldNames}.fields=created_at,author_id,conversation_id,in_reply_to_user_id,{Named("referenced_tweets", "referenced_posts")},{Named("edit_history_tweet_ids", "edit_history_post_ids")},edit_controls,entities,{Named("note_tweet", "note_post")},attachments,lang&expansions=attachments.media_keys{(options.ReadNames ? ",author_id" : "")}&media.fields=type,url,variants{(options.ReadNames ? "&user.fields=name,username" : "")}");

    /// <summary>The answer's object.</summary>
    /// <exception cref="ChannelFaultException">The answer says no or is no JSON object.</exception>
    /// <exception cref="HttpRequestException">The connection broke.</exception>
    public async Task<JsonDocument> AskAsync(string path, CancellationToken cancellationToken, Action<HttpResponseMessage>? see = null) =>
        await TryAskAsync(path, cancellationToken, see) ?? throw new ChannelFaultException("unexpected-answer", "X does not know what was asked for (HTTP 404)");

    /// <summary>As <see cref="AskAsync"/>, and null for 404 and 410.</summary>
    public async Task<JsonDocument?> TryAskAsync(string path, CancellationToken cancellationToken, Action<HttpResponseMessage>? see = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, UrlOf(path));
        await login.AuthorizeAsync(request, cancellationToken);
        using var response = await setup.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        see?.Invoke(response);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }

        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            login.Reject(request);
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw FaultOf(response, XProblem.Read(body));
        }

        return JsonFields.Parse(body) ?? throw new ChannelFaultException("broken-answer", "X's answer is no whole JSON object");
    }

    private ChannelFaultException FaultOf(HttpResponseMessage response, XProblem problem)
    {
        if (problem.IsUsageCapped)
        {
            return new ChannelFaultException("credits-used", "X: the credits or the spending limit of the app are used up (see the developer portal)") { Permanent = true };
        }

        var fault = HttpReading.FaultOf(response, Provider, setup.Time);
        return fault.Code == "rate-limited" && XProblem.ResetOf(response, setup.Time) is { } wait
            ? new ChannelFaultException(fault.Code, fault.Message) { RetryAfter = wait }
            : fault;
    }

    private string Named(string tweet, string post) => string.Equals(options.FieldNames, "post", StringComparison.Ordinal) ? post : tweet;
}
