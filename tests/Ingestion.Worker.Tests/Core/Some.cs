using System.Security.Cryptography;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Sample messages.</summary>
internal static class Some
{
    public const string PoisonText = "poison";

    public static readonly ContactPoint Ayla = Email("ayla@customer.example");
    public static readonly ContactPoint Rza = Email("rza@stranger.example");

    /// <summary>Settings with which no likeness joins what a customer writes: for tests of everything else.</summary>
    public static readonly IntakeSettings EachItsOwn = new() { RepeatWindow = TimeSpan.Zero };

    public static ContactPoint Phone(string number) => new(ContactPointKind.Phone, number);

    public static ContactPoint Email(string address) => new(ContactPointKind.Email, address);

    /// <summary>A mail of <see cref="Ayla"/>, answered to its sender.</summary>
    public static InboundMessage Mail(string text = "the parcel is broken", ContactPoint? from = null, string? id = null) => new()
    {
        Medium = Medium.Email,
        Sender = from ?? Ayla,
        ReplyTo = from ?? Ayla,
        Subject = "A subject",
        Text = text,
        MessageId = id,
    };

    /// <summary>What a connector with an error could bring: it fails when its rows are made, at every try.</summary>
    public static InboundMessage Poison() => Mail(PoisonText) with { Sender = new ContactPoint((ContactPointKind)99, "nobody"), ReplyTo = null };

    /// <summary>As <see cref="Poison"/>, but it fails already while it is read, outside the connector's reader.</summary>
    public static InboundMessage PoisonToRead() => Mail(PoisonText) with { References = [null!] };

    /// <summary>A message in a chat; anonymous without a sender.</summary>
    public static InboundMessage Chat(string conversation, string text = "hello", ContactPoint? from = null) => new()
    {
        Medium = Medium.Chat,
        Sender = from,
        ReplyTo = new ContactPoint(ContactPointKind.Handle, "bot:" + conversation),
        Text = text,
        ConversationId = conversation,
    };

    /// <summary>An SMS, which has no conversation.</summary>
    public static InboundMessage Sms(string text = "hello", string from = "+994501234567") => new()
    {
        Medium = Medium.Sms,
        Sender = Phone(from),
        ReplyTo = Phone(from),
        Text = text,
    };

    public static InboundMessage Answering(this InboundMessage message, params string[] references) => message with { References = references };

    public static InboundMessage Signed(this InboundMessage message, string code, MachineSignStrength strength) =>
        message with { MachineSigns = [.. message.MachineSigns, new MachineSign(code, strength)] };

    public static InboundMessage WithFingerprint(this InboundMessage message, string of) =>
        message with { Fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(of)) };

    public static OfferedMessage Offered(string key, string? raw = null) => new() { ExternalId = key, Raw = Encoding.UTF8.GetBytes(raw ?? key) };
}
