using System.Globalization;
using System.Text;

namespace Mail.Tests.Mime.Fuzz;

/// <summary>CPU time of the calling thread, which a loaded machine does not change (proc(5), schedstat). Stays on the thread that made it.</summary>
internal sealed class ThreadCpu : IDisposable
{
    private readonly FileStream _file = new("/proc/thread-self/schedstat", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    public TimeSpan Now()
    {
        Span<byte> text = stackalloc byte[64];
        var length = RandomAccess.Read(_file.SafeFileHandle, text, 0);
        var nanoseconds = long.Parse(Encoding.ASCII.GetString(text[..text[..length].IndexOf((byte)' ')]), CultureInfo.InvariantCulture);
        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    public void Dispose() => _file.Dispose();
}
