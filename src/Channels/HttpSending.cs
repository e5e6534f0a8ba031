namespace Ingestion.Channels;

/// <summary>Sends one request that delivers a message, for senders over HTTP: what breaks on the way becomes a result that says what is certain.</summary>
internal static class HttpSending
{
    /// <summary>
    /// Tries once. <paramref name="judge"/> gets every answer of the provider with its headers read; what it throws while it reads the body is
    /// uncertain.
    /// </summary>
    /// <param name="http">See <see cref="ChannelSetup.Http"/>.</param>
    /// <param name="request">Its content tells whether it has left.</param>
    /// <param name="judge">From the answer to the result.</param>
    /// <exception cref="OperationCanceledException">Cancelled while nothing can have been delivered yet.</exception>
    public static async Task<SendResult> SendAsync(
        HttpClient http, HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, ValueTask<SendResult>> judge, CancellationToken cancellationToken)
    {
        var content = request.Content as WatchedContent ?? throw new ArgumentException("The request's content must be watched.", nameof(request));
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await judge(response, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !content.Leaving)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return content.Leaving ? new SendResult(SendOutcome.Uncertain, "no-answer") : new SendResult(SendOutcome.Later, "connect-timeout");
        }
        catch (ChannelFaultException fault)
        {
            return new SendResult(content.Leaving ? SendOutcome.Uncertain : SendOutcome.Later, fault.Code)
            {
                RetryAfter = fault.RetryAfter,
                ChannelFault = fault.Permanent,
                Held = !content.Leaving && fault is { RetryAfter: not null, OneRecipient: false },
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return content.Leaving
                ? new SendResult(SendOutcome.Uncertain, "connection-lost-before-answer")
                : new SendResult(SendOutcome.Later, HttpFaults.CodeOf(fault));
        }
    }
}
