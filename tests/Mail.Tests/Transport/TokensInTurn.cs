using Ingestion.Mail.Transport;

namespace Mail.Tests.Transport;

/// <summary>Gives the first token until it is rejected, then the next one; the last one for ever.</summary>
internal sealed class TokensInTurn(params string[] tokens) : IAccessTokenSource
{
    private int _next;

    public List<string> Rejected { get; } = [];

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(tokens[_next]);

    public void Reject(string token)
    {
        Rejected.Add(token);
        _next = Math.Min(_next + 1, tokens.Length - 1);
    }
}
