namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>Keeps one signed token and the key that works. Thread-safe.</summary>
internal sealed class SasTokens(string resource, string keyName, IReadOnlyList<string> keys, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(20);

    private readonly Lock _lock = new();
    private string? _token;
    private int _key;
    private DateTimeOffset _renewAt;

    /// <summary>How many keys there are to try.</summary>
    public int Keys => keys.Count;

    /// <summary>The token to send, renewed when three quarters of its life are over.</summary>
    public string Get()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_token is null || now >= _renewAt)
            {
                _token = SasToken.Sign(resource, keyName, keys[_key], now + Life);
                _renewAt = now + (Life * 0.75);
            }

            return _token;
        }
    }

    /// <summary>The token was refused: from now on the next key signs, unless another caller has changed it meanwhile.</summary>
    public void Reject(string token)
    {
        lock (_lock)
        {
            if (string.Equals(_token, token, StringComparison.Ordinal))
            {
                _key = (_key + 1) % keys.Count;
                _token = null;
            }
        }
    }
}
