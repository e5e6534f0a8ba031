using System.Text.Json.Nodes;

namespace TestSupport;

/// <summary>A request that WireMock knows, and its answer. Of several that fit, the one with the lowest priority number wins, then the one added last.</summary>
/// <param name="Method">GET, POST …, or ANY.</param>
/// <param name="Path">The path below the scope, without query: <c>/2/users/17/mentions</c>.</param>
/// <param name="Answer">What comes back.</param>
public sealed record WireMockStub(string Method, string Path, WireMockAnswer Answer)
{
    /// <summary><see cref="Path"/> is a regular expression over the whole path below the scope.</summary>
    public bool PathIsPattern { get; init; }

    /// <summary>Query parameters that must have this value; null: must not be there. Others do not matter.</summary>
    public IReadOnlyDictionary<string, string?> Query { get; init; } = new Dictionary<string, string?>();

    /// <summary>Headers that must have this value; null: must not be there.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>();

    /// <summary>Fields of a form body that must have this value; null: must not be there.</summary>
    public IReadOnlyDictionary<string, string?> Form { get; init; } = new Dictionary<string, string?>();

    /// <summary>The body must contain this text.</summary>
    public string? BodyContains { get; init; }

    /// <summary>The body must be this JSON; order of properties and white space do not matter.</summary>
    public string? BodyJson { get; init; }

    public int Priority { get; init; } = 5;

    /// <summary>Stubs of one scenario share a state, which begins as <c>Started</c>.</summary>
    public string? Scenario { get; init; }

    /// <summary>Fits only in this state of its scenario.</summary>
    public string? InState { get; init; }

    /// <summary>The scenario's state after this answer.</summary>
    public string? ThenState { get; init; }

    internal JsonObject ToJson(string scope)
    {
        var request = new JsonObject
        {
            ["method"] = Method,
            [PathIsPattern ? "urlPathPattern" : "urlPath"] = $"/{scope}{Path}",
        };
        AddMatches(request, "queryParameters", Query);
        AddMatches(request, "headers", Headers);
        AddMatches(request, "formParameters", Form);
        var body = new JsonArray();
        if (BodyContains is not null)
        {
            body.Add(new JsonObject { ["contains"] = BodyContains });
        }

        if (BodyJson is not null)
        {
            body.Add(new JsonObject { ["equalToJson"] = BodyJson });
        }

        if (body.Count > 0)
        {
            request["bodyPatterns"] = body;
        }

        var stub = new JsonObject
        {
            ["request"] = request,
            ["response"] = Answer.ToJson(),
            ["priority"] = Priority,
            ["metadata"] = new JsonObject { ["scope"] = scope },
        };
        if (Scenario is not null)
        {
            stub["scenarioName"] = $"{scope} {Scenario}";
            stub["requiredScenarioState"] = InState;
            stub["newScenarioState"] = ThenState;
        }

        return stub;
    }

    private static void AddMatches(JsonObject request, string key, IReadOnlyDictionary<string, string?> values)
    {
        if (values.Count > 0)
        {
            request[key] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)Match(value.Value))));
        }
    }

    private static JsonObject Match(string? value) => value is null ? new JsonObject { ["absent"] = true } : new JsonObject { ["equalTo"] = value };
}
