using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TestSupport;

/// <summary>The WireMock of the tests, which plays the HTTP providers. Tests use it through a <see cref="WireMockScope"/>.</summary>
public sealed class WireMockServer
{
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

    /// <summary>Asks the admin interface; an answer that is no JSON comes back as null.</summary>
    internal async Task<JsonElement?> AskAsync(string path, JsonObject question)
    {
        using var response = await PostAsync(path, question);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"WireMock does not take this at {path} ({(int)response.StatusCode}): {text}");
        }

        return text.Length == 0 ? null : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A kept connection may be at its end, or out of step, just when it is used again: asked once more on a new one. Admin questions can be asked twice.</summary>
    private async Task<HttpResponseMessage> PostAsync(string path, JsonObject question)
    {
        try
        {
            return await _admin.PostAsJsonAsync(path, question);
        }
        catch (HttpRequestException)
        {
            return await _admin.PostAsJsonAsync(path, question);
        }
    }
}
