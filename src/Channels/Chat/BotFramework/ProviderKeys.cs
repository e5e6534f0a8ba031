namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>
/// The provider's signing keys, fetched in time and never because a caller wants it: whatever tokens come, there is one fetch in
/// <see cref="Pause"/>. While the provider is down the keys that we have stay good for <see cref="GoodFor"/>.
/// </summary>
internal sealed class ProviderKeys(ChannelSetup setup, Uri metadata)
{
    /// <summary>Older keys are fetched anew beside the requests.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(24);

    /// <summary>What Microsoft allows keys to be kept.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(5);

    /// <summary>Between two fetches.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Between two fetches while there are no keys at all and every message waits for them.</summary>
    public static readonly TimeSpan PauseWithoutKeys = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private Task? _fetching;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private volatile KeySet? _kept;

    /// <summary>What can be judged by now; null: nothing.</summary>
    public KeySet? Current => _kept is { } kept && setup.Time.GetUtcNow() - kept.FetchedAt < GoodFor ? kept : null;

    /// <summary>Returns at once when the token's key is at hand; otherwise waits for a fetch, if one is due or under way.</summary>
    /// <exception cref="ChannelFaultException">
    /// <c>keys-unavailable</c>: nothing can be judged now. <c>keys-behind</c>: this token cannot, because its key may be newer than ours and it is too soon to
    /// ask again.
    /// </exception>
    public async ValueTask PrepareAsync(BotToken token, CancellationToken cancellationToken)
    {
        var keys = Current;
        var isKnown = keys?.Find(token) is not null;
        if (isKnown && setup.Time.GetUtcNow() - keys!.FetchedAt < RefreshAfter)
        {
            return;
        }

        // The fetch belongs to all that need it: a caller that goes away does not end it.
        var fetching = Start(hasKeys: keys is not null);
        if (!isKnown)
        {
            await fetching.WaitAsync(cancellationToken);
        }

        if (Current is null)
        {
            throw new ChannelFaultException("keys-unavailable", "the Bot Framework's signing keys cannot be fetched; messages wait at the provider");
        }

        if (!isKnown && ReferenceEquals(Current, keys))
        {
            throw new ChannelFaultException("keys-behind", "a token names a signing key that is not among those fetched last; they are fetched again after five minutes");
        }
    }

    /// <summary>Asks for the metadata and the keys that it names.</summary>
    /// <exception cref="ChannelFaultException">There is no key to be had, and why.</exception>
    public static async Task<KeySet> FetchAsync(ChannelSetup setup, Uri metadata, CancellationToken cancellationToken)
    {
        try
        {
            using var about = JsonFields.Parse(await AskAsync(setup, metadata, cancellationToken));
            var algorithms = about?.RootElement.Field("id_token_signing_alg_values_supported"u8).Items().Select(one => one.AsText(50, [])).ToArray() ?? [];
            if (!Uri.TryCreate(about?.RootElement.Text("jwks_uri"u8, 2000, []), UriKind.Absolute, out var address)
                || !(address.Scheme == Uri.UriSchemeHttps || (address.IsLoopback && metadata.IsLoopback && address.Scheme == Uri.UriSchemeHttp))
                || (algorithms.Length > 0 && !algorithms.Contains("RS256", StringComparer.Ordinal)))
            {
                throw new ChannelFaultException("keys-unusable", "the OpenID metadata names no https address of keys, or no RS256");
            }

            using var list = JsonFields.Parse(await AskAsync(setup, address, cancellationToken));
            SigningKey[] keys = [.. (list?.RootElement.Field("keys"u8) ?? default).Items().Select(SigningKey.Read).OfType<SigningKey>()];
            return keys.Length > 0
                ? new KeySet(keys, setup.Time.GetUtcNow())
                : throw new ChannelFaultException("keys-unusable", "the list of signing keys is empty or cannot be read");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new ChannelFaultException(HttpFaults.CodeOf(fault), $"{metadata.Host} cannot be reached, or broke the connection");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChannelFaultException("no-answer", $"{metadata.Host} does not answer in time");
        }
    }

    private static async Task<byte[]> AskAsync(ChannelSetup setup, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await HttpReading.ReadAsync(setup.Http, request, "The Bot Framework's login", setup.Time, cancellationToken);
    }

    /// <summary>The fetch under way, or a new one when its time has come; otherwise nothing to wait for.</summary>
    private Task Start(bool hasKeys)
    {
        lock (_gate)
        {
            if (_fetching is { IsCompleted: false })
            {
                return _fetching;
            }

            var now = setup.Time.GetUtcNow();
            if (now < _notBefore)
            {
                return Task.CompletedTask;
            }

            _notBefore = now + (hasKeys ? Pause : PauseWithoutKeys);
            return _fetching = Task.Run(RenewAsync);
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            _kept = await FetchAsync(setup, metadata, limit.Token);
            lock (_gate)
            {
                _notBefore = setup.Time.GetUtcNow() + Pause;
            }
        }
        catch (ChannelFaultException fault)
        {
            BotFrameworkLog.KeysNotFetched(setup.Logger, setup.Channel, fault.Code);
        }
        catch (OperationCanceledException)
        {
            BotFrameworkLog.KeysNotFetched(setup.Logger, setup.Channel, "no-answer");
        }
    }
}
