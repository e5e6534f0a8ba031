namespace Ingestion.Mail.Facts;

/// <summary>One check of a sender and what it found.</summary>
/// <param name="MethodName">As written, lower case.</param>
/// <param name="Word">The result as written, lower case.</param>
/// <param name="Reason">The checker's words, or null.</param>
public sealed record AuthenticationResult(string MethodName, string Word, string? Reason, IReadOnlyList<AuthenticationProperty> Properties)
{
    public AuthenticationMethod Method => MethodName switch
    {
        "spf" => AuthenticationMethod.Spf,
        "dkim" => AuthenticationMethod.Dkim,
        "dmarc" => AuthenticationMethod.Dmarc,
        "arc" => AuthenticationMethod.Arc,
        "auth" => AuthenticationMethod.Auth,
        "iprev" => AuthenticationMethod.Iprev,
        _ => AuthenticationMethod.Other,
    };

    public AuthenticationVerdict Verdict => Word switch
    {
        "pass" => AuthenticationVerdict.Pass,
        "fail" or "hardfail" => AuthenticationVerdict.Fail,
        "softfail" => AuthenticationVerdict.SoftFail,
        "neutral" => AuthenticationVerdict.Neutral,
        "none" => AuthenticationVerdict.None,
        "policy" => AuthenticationVerdict.Policy,
        "temperror" => AuthenticationVerdict.TemporaryError,
        "permerror" => AuthenticationVerdict.PermanentError,
        _ => AuthenticationVerdict.Other,
    };

    /// <summary>The first value of that property, or null: <c>Property("header", "d")</c>.</summary>
    public string? Property(string type, string name)
    {
        foreach (var property in Properties)
        {
            if (property.Type == type && property.Name == name)
            {
                return property.Value;
            }
        }

        return null;
    }
}
