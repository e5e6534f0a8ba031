namespace Ingestion.Channels.Forms;

/// <summary>The names of the fields, in HTML and in JSON.</summary>
internal static class FormField
{
    public const string Name = "name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Message = "message";
    public const string Reference = "reference";

    /// <summary>The page's one-time token.</summary>
    public const string Token = "token";

    public const string Language = "lang";

    /// <summary>Hidden from people: what fills it is a program.</summary>
    public const string Trap = "website";
}
