using System.Collections.Concurrent;
using System.Text;
using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Core;

/// <summary>A reader that looks up what the raw bytes stand for.</summary>
internal sealed class MessageBook : IMessageReader
{
    private readonly ConcurrentDictionary<string, InboundMessage> pages = new(StringComparer.Ordinal);
    private int poisonRead;

    /// <summary>How often poison was read: once at each try.</summary>
    public int PoisonRead => poisonRead;

    /// <summary>Called before each reading.</summary>
    public Action<string>? OnRead { get; set; }

    public void Write(string key, InboundMessage content) => pages[key] = content;

    public InboundMessage Read(AcceptedMessage message)
    {
        var key = Encoding.UTF8.GetString(message.Raw.Span);
        OnRead?.Invoke(key);
        var page = pages[key];
        if (page.Text == Some.PoisonText)
        {
            Interlocked.Increment(ref poisonRead);
        }

        return page;
    }
}
