using System.Globalization;
using System.Security.Cryptography;

namespace Ingestion.Worker.Demo;

/// <summary>What the demo's customers write.</summary>
internal static class DemoStory
{
    public const string Parcel = "parcel";

    public const string Telegram = "telegram";

    public const string Card = "card";

    /// <summary>Another one in each run, so that a demo in a folder that was used before has new customers.</summary>
    private static readonly string Mobile = "+99450" + RandomNumberGenerator.GetInt32(2_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture);

    /// <summary>In the order in which they are sent, by name.</summary>
    public static IReadOnlyList<(string Name, DemoSample Sample)> Samples { get; } =
    [
        (Parcel, new DemoSample
        {
            Title = "a new complaint",
            Entrance = "mail",
            Language = "tr",
            From = "ayse@musteri.example",
            Subject = "Kargom hâlâ gelmedi",
            Text = "Merhaba, on gün önce verdiğim siparişin kargosu hâlâ gelmedi. Müşteri hizmetlerini aradım, kimse ilgilenmedi. Şikayetçiyim.",
        }),
        ("internet", new DemoSample
        {
            Title = "a new complaint",
            Entrance = "mail",
            Language = "az",
            From = "rauf@musteri.example",
            Subject = "İnternet işləmir",
            Text = "Salam, üç gündür evdə internet işləmir, tətbiq də açılmır. Xahiş edirəm problemi həll edin, şikayət edirəm.",
        }),
        (Card, new DemoSample
        {
            Title = "a new complaint",
            Entrance = "chat",
            Language = "fa",
            From = "sara",
            Text = "سلام، مبلغ خرید دو بار از کارت من کم شده و هنوز برگشت داده نشده است. لطفاً رسیدگی کنید، بسیار ناراضی هستم.",
        }),
        ("broken", new DemoSample
        {
            Title = "a new complaint; the page shows its number",
            Entrance = "form",
            Language = "en",
            From = "james@customer.example",
            Text = "The kettle I bought last week leaks and gave me an electric shock this morning. This is dangerous. I want a refund.",
        }),
        ("chat-again", new DemoSample
        {
            Title = "the chatbot delivers the same message once more",
            Entrance = "chat",
            Language = "fa",
            From = "sara",
            Text = "",
            Repeats = Card,
        }),
        ("mail-again", new DemoSample
        {
            Title = "the same mail lies in the mailbox a second time",
            Entrance = "mail",
            Language = "tr",
            From = "ayse@musteri.example",
            Text = "",
            Repeats = Parcel,
        }),
        ("reply", new DemoSample
        {
            Title = "the customer writes again and names the number",
            Entrance = "mail",
            Language = "tr",
            From = "ayse@musteri.example",
            Subject = "Başvurum hakkında",
            Text = "Sipariş numaram 48-2231. Kargo şirketi bugün de aramadı.",
            QuotesNumberOf = Parcel,
        }),
        ("stranger", new DemoSample
        {
            Title = "a stranger names the same number: joins nothing, is answered after a look",
            Entrance = "mail",
            Language = "tr",
            From = "baskasi@yabanci.example",
            Subject = "Durum nedir",
            Text = "Bu başvuru ne oldu? Bilgi verir misiniz?",
            QuotesNumberOf = Parcel,
            IsHeld = true,
        }),
        ("away", new DemoSample
        {
            Title = "an absence note: never answered",
            Entrance = "mail",
            Language = "az",
            From = "rauf@musteri.example",
            Subject = "Avtomatik cavab: ofisdə deyiləm",
            Text = "Məzuniyyətdəyəm, 1 dekabrda qayıdacağam.",
            Headers = ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"],
        }),
        ("suggestion", new DemoSample
        {
            Title = "a suggestion",
            Entrance = "mail",
            Language = "en",
            From = "mary@customer.example",
            Subject = "A suggestion",
            Text = "I suggest that you add a dark mode to the app. It would be great if it followed the phone's setting.",
        }),
        ("short", new DemoSample
        {
            Title = "a text of the length of an SMS, without Turkish letters",
            Entrance = "chat",
            Language = "tr",
            From = "mehmet",
            Text = "faturam cok yuksek geldi iade istiyorum",
        }),
        ("sms", new DemoSample
        {
            Title = "an SMS; Twilio reports that the answer arrived",
            Entrance = DemoTwilio.Channel,
            Language = "az",
            From = Mobile,
            Text = "Salam, kartımdan iki dəfə pul çıxılıb, hələ qaytarılmayıb. Şikayət edirəm, zəhmət olmasa həll edin.",
            AwaitsAnswer = true,
        }),
        ("sms-status", new DemoSample
        {
            Title = "the customer asks how far it is: told at once",
            Entrance = DemoTwilio.Channel,
            Language = "az",
            From = Mobile,
            Text = "Müraciətimin vəziyyəti necədir?",
            AwaitsAnswer = true,
        }),
        ("sms-stop", new DemoSample
        {
            Title = "an SMS that only says STOP",
            Entrance = DemoTwilio.Channel,
            Language = "en",
            From = Mobile,
            Text = "STOP",
        }),
        ("sms-after-stop", new DemoSample
        {
            Title = "the same question after STOP: recorded, no answer",
            Entrance = DemoTwilio.Channel,
            Language = "az",
            From = Mobile,
            Text = "vəziyyət",
        }),
        (Telegram, new DemoSample
        {
            Title = "a message to the Telegram bot",
            Entrance = DemoTelegram.Channel,
            Language = "fa",
            From = "نگار",
            Text = "سلام، بسته من بعد از دو هفته هنوز نرسیده است و کسی پاسخگو نیست. شکایت دارم، لطفاً پیگیری کنید.",
            AwaitsAnswer = true,
        }),
        ("telegram-edit", new DemoSample
        {
            Title = "the customer edits that message",
            Entrance = DemoTelegram.Channel,
            Language = "fa",
            From = "نگار",
            Text = "سلام، بسته من با شماره ۷۷۱۲ بعد از دو هفته هنوز نرسیده است و کسی پاسخگو نیست. شکایت دارم، لطفاً پیگیری کنید.",
            Edits = Telegram,
        }),
        ("telegram-status", new DemoSample
        {
            Title = "the customer asks how far it is: told at once",
            Entrance = DemoTelegram.Channel,
            Language = "fa",
            From = "نگار",
            Text = "وضعیت",
            AwaitsAnswer = true,
        }),
        ("x", new DemoSample
        {
            Title = "a public mention: answered by direct message",
            Entrance = DemoX.Channel,
            Language = "tr",
            From = "deniz",
            Text = "Uygulamanız üç gündür açılmıyor, ödeme yapamıyorum. Müşteri hizmetleri ilgilenmiyor, şikayetçiyim!",
            AwaitsAnswer = true,
        }),
        ("x-closed", new DemoSample
        {
            Title = "a public mention, no direct messages: answered publicly",
            Entrance = DemoX.Channel,
            Language = "en",
            From = "olivia",
            Text = "The washing machine you delivered is broken and nobody answers my calls. This is a complaint, I want a refund.",
            IsClosed = true,
            AwaitsAnswer = true,
        }),
        ("queue", new DemoSample
        {
            Title = "an app puts a message into a Service Bus queue",
            Entrance = DemoServiceBus.Channel,
            Language = "en",
            From = "liam",
            Text = "I was charged twice for the same invoice last month and the money has not been refunded. I want to complain about this.",
            AwaitsAnswer = true,
        }),
        ("teams", new DemoSample
        {
            Title = "a message to the bot in Teams",
            Entrance = DemoBotFramework.Channel,
            Language = "az",
            From = "Leyla",
            Text = "Salam, sifarişim iki həftədir çatdırılmayıb, kuryer xidməti də cavab vermir. Şikayət edirəm, zəhmət olmasa araşdırın.",
            AwaitsAnswer = true,
        }),
    ];
}
