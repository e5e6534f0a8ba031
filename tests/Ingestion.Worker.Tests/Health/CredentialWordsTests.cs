using Ingestion.Channels;
using Ingestion.Worker.Health;
using Xunit;

namespace Ingestion.Worker.Tests.Health;

public sealed class CredentialWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(CredentialRenewal.Nobody, 49, "end 2026-11-24 13:00Z, in 2 days")]
    [InlineData(CredentialRenewal.Nobody, 2, "end 2026-11-22 14:00Z, in less than a day")]
    [InlineData(CredentialRenewal.Nobody, -1, "ended 2026-11-22 11:00Z")]
    [InlineData(CredentialRenewal.Worker, 1, "renew themselves, the token in use lasts until 2026-11-22 13:00Z")]
    [InlineData(CredentialRenewal.Worker, -1, "renew themselves, the last token lasted until 2026-11-22 11:00Z")]
    [InlineData(CredentialRenewal.Others, 1, "end 2026-11-22 13:00Z unless the file that holds them is renewed")]
    [InlineData(CredentialRenewal.Others, -1, "ended 2026-11-22 11:00Z")]
    public void Tell_SaysWhoHasToDoSomething(CredentialRenewal renewedBy, int hours, string told) =>
        Assert.Equal(told, CredentialWords.Tell(new CredentialLife(Now.AddHours(hours), renewedBy), Now));

    [Theory]
    [InlineData(CredentialRenewal.Nobody)]
    [InlineData(CredentialRenewal.Worker)]
    [InlineData(CredentialRenewal.Others)]
    public void Life_ReadBack_IsTheSame(CredentialRenewal renewedBy)
    {
        var life = new CredentialLife(Now, renewedBy);

        Assert.Equal(life, CredentialWords.Life(life.EndsAt, CredentialWords.RenewedBy(life)));
    }
}
