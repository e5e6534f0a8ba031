using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TestSupport;

/// <summary>The WireMock of the tests, which plays the HTTP providers. Tests use it through a <see cref="WireMockScope"/>.</summary>
public sealed class WireMockServer
{
    private const int Tries = 4;
    private static readonly Lazy<WireMockServer> Shared = new(() => new WireMockServer());

    private readonly HttpClient _admin;

    private WireMockServer()
    {
        Address = new Uri(TestServers.Setting("WIREMOCK_URL"));
        _admin = new HttpClient { BaseAddress = new Uri(Address, "/__admin/") };
    }

    /// <summary>Throws when the servers were not started.</summary>
    public static WireMockServer Running => Shared.Value;

    public Uri Address { get; }

    /// <summary>Asks the admin interface; an empty answer comes back as null.</summary>
    /// <remarks>
    /// Beside the faults that other tests ask for, WireMock may close the connection of a question or write somebody else's answer to it. Hence each
    /// question has its own connection, and is asked again where the answer cannot be WireMock's. Admin questions can be asked twice.
    /// </remarks>
    internal async Task<JsonElement?> AskAsync(string path, JsonObject question)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await AskOnceAsync(path, question);
            }
            catch (Exception fault) when (fault is HttpRequestException or JsonException && tries < Tries)
            {
            }
        }
    }

    private async Task<JsonElement?> AskOnceAsync(string path, JsonObject question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(question) };
        request.Headers.ConnectionClose = true;
        using var response = await _admin.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"WireMock does not take this at {path} ({(int)response.StatusCode}): {text}");
        }

        return text.Length == 0 ? null : JsonDocument.Parse(text).RootElement;
    }
}
