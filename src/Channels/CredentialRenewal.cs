namespace Ingestion.Channels;

/// <summary>Who sees to it that credentials that end are followed by others.</summary>
public enum CredentialRenewal
{
    /// <summary>Nobody that we know of: an operator has to, before the end.</summary>
    Nobody,

    /// <summary>The connector asks for the next ones by itself.</summary>
    Worker,

    /// <summary>A program beside the worker, which keeps a file fresh.</summary>
    Others,
}
