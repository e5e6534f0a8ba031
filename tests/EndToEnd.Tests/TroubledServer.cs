using TestSupport;

namespace EndToEnd.Tests;

/// <summary>A submission server that comes and goes on one port: Postfix's sink, well or ill, a machine that says nothing, or none.</summary>
internal sealed class TroubledServer : IAsyncDisposable
{
    private readonly List<byte[]> taken = [];
    private SmtpSink? sink;
    private MuteListener? mute;

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Every mail that it took whole, also those whose reply it lost.</summary>
    public IReadOnlyList<byte[]> Mails => [.. taken, .. sink?.Mails() ?? []];

    /// <param name="trouble">What it has from now on; null: it is well.</param>
    public async Task BecomeAsync(Trouble? trouble)
    {
        await EndAsync();
        switch (trouble)
        {
            case Trouble.Down:
                break;
            case Trouble.Stalling:
                mute = MuteListener.Start(Port);
                break;
            default:
                sink = await SmtpSink.StartAsync(Port, OptionsOf(trouble));
                break;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private static string[] OptionsOf(Trouble? trouble) => trouble switch
    {
        null => [],
        Trouble.PuttingOff => ["-r", "RCPT"],
        Trouble.Denying => ["-f", "RCPT", "-B", "554 5.7.1 Relay access denied"],
        Trouble.RefusingRecipients => ["-f", "RCPT", "-B", "550 5.1.1 No such user"],
        Trouble.LosingReplies => SmtpSink.DropAfterData,
        _ => throw new ArgumentOutOfRangeException(nameof(trouble)),
    };

    private async Task EndAsync()
    {
        if (sink is not null)
        {
            taken.AddRange(sink.Mails());
            await sink.DisposeAsync();
            sink = null;
        }

        if (mute is not null)
        {
            await mute.DisposeAsync();
            mute = null;
        }
    }
}
