namespace Ingestion.Mail.Transport;

/// <summary>The time in which a connection works for one caller. Between two of them no time limit runs.</summary>
internal readonly struct MailOperation(MailTransport transport, CancellationTokenRegistration registration) : IDisposable
{
    public void Dispose()
    {
        registration.Dispose();
        transport.Rest();
    }
}
