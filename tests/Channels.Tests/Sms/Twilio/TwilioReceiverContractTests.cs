using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Sms.Twilio;

[ContractOf("twilio")]
public sealed class TwilioReceiverContractTests : SignedReceiverContract
{
    protected override IWebhookReceiver Receiver => TwilioSamples.Receiver;

    protected override TimeSpan? Tolerance => null;

    protected override IReadOnlyList<string> SignatureHeaders => ["X-Twilio-Signature"];

    protected override IReadOnlyList<byte[]> Broken =>
    [
        [],
        "&&&"u8.ToArray(),
        "hello"u8.ToArray(),
        "{\"MessageSid\":"u8.ToArray(),
        Encoding.ASCII.GetBytes($"AccountSid={TwilioSamples.Account}&Body=salam"),
        Encoding.ASCII.GetBytes($"AccountSid={TwilioSamples.Account}&MessageSid=../../etc&Body=salam"),
        Encoding.ASCII.GetBytes($"AccountSid=&MessageSid={TwilioSamples.Sid("d1")}&Body=salam"),
    ];

    // From short code to short code: a number's plus sign is an escape, whose hexadecimal digits mean the same in small letters, and so does its signature.
    protected override SampleRequest Valid(string delivery, string text) =>
        TwilioSamples.Post(TwilioSamples.Sms(TwilioSamples.Sid(delivery), text).With(("From", "70001"), ("To", "80001")));

    protected override SampleRequest WithBody(SampleRequest request, byte[] body) => TwilioSamples.Signed(body);

    protected override byte[] AddUnknownFields(byte[] body) => [.. body, .. "&Mood=bad&RcsAgent%5B0%5D=x&Body2=&%C9%99=%F0%9F%98%A1"u8];

    protected override SampleRequest SignedAt(DateTimeOffset time) => Valid("d1", "salam");

    protected override SampleRequest SignedForOtherChannel() => TwilioSamples.Post(TwilioSamples.Sms(TwilioSamples.Sid("d1"), "salam"), TwilioSamples.ForeignToken);
}
