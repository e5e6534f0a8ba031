using System.Net;
using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Forms;

namespace Channels.Tests.Forms;

/// <summary>Requests as browsers and programs make them.</summary>
internal static class FormPosts
{
    private static int _ids;

    public static IWebhookReceiver Receiver { get; } = New(new FormOptions());

    /// <summary>A receiver whose ids are new001, new002 …</summary>
    public static IWebhookReceiver New(FormOptions options, string organisation = "Örnek Belediyesi", string language = "en") =>
        new FormReceiver(options, organisation, language, () => $"new{Interlocked.Increment(ref _ids):000}");

    public static string Encode(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Name)}={WebUtility.UrlEncode(field.Value)}"));

    public static SampleRequest Form(params (string Name, string Value)[] fields) => new SampleRequest { Path = "/form/one" }
        .WithBody(Encode(fields))
        .WithHeader("Content-Type", "application/x-www-form-urlencoded")
        .WithHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    public static SampleRequest Json(object body) => new SampleRequest { Path = "/form/one", Body = JsonSerializer.SerializeToUtf8Bytes(body) }
        .WithHeader("Content-Type", "application/json; charset=utf-8");

    public static SampleRequest Get(string? lang = null, string? acceptLanguage = null) => new SampleRequest
    {
        Method = "GET",
        Path = "/form/one",
        Query = lang is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["lang"] = lang },
    }.WithHeader("Accept-Language", acceptLanguage);

    public static string Text(WebhookReply reply) => Encoding.UTF8.GetString(reply.Body.Span);

    public static WebhookVerdict.Take Taken(SampleRequest request) => Assert.IsType<WebhookVerdict.Take>(request.GivenTo(Receiver));

    public static string Header(WebhookReply reply, string name) =>
        Assert.Single(reply.Headers, header => string.Equals(header.Key, name, StringComparison.Ordinal)).Value;
}
