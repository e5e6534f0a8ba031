namespace Ingestion.Mail.Facts;

/// <summary>What a check found (RFC 8601 §2.7).</summary>
public enum AuthenticationVerdict
{
    /// <summary>Nothing to check, or not checked.</summary>
    None,
    Pass,
    Fail,
    SoftFail,
    Neutral,

    /// <summary>Valid, but against a rule of the receiver.</summary>
    Policy,
    TemporaryError,
    PermanentError,

    /// <summary>A word that is not registered; see <see cref="AuthenticationResult.Word"/>.</summary>
    Other,
}
