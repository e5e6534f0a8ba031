using Ingestion.Mail.Transport;

namespace Mail.Tests.Smtp;

/// <summary>Gives its tokens one after another: the next one when the present one is rejected, the last one again and again.</summary>
internal sealed class TokenList(params string[] tokens) : IAccessTokenSource
{
    public List<string> Rejected { get; } = [];

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => new(tokens[Math.Min(Rejected.Count, tokens.Length - 1)]);

    public void Reject(string token) => Rejected.Add(token);
}
