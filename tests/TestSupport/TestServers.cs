namespace TestSupport;

/// <summary>Settings of the servers that <c>ops/servers/up.sh</c> started, handed over as environment variables.</summary>
internal static class TestServers
{
    /// <summary>A setting; throws with what to do when the servers were not started. Tests are never skipped for that.</summary>
    public static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"{name} is not set: start the test servers in this shell with  . <(ops/servers/up.sh)  or run everything with ./ops/test.sh");

    public static int Port(string name) => int.Parse(Setting(name));
}
