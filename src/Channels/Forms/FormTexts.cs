using System.Globalization;

namespace Ingestion.Channels.Forms;

/// <summary>What the page says in one language. <c>{0}</c> stands for a limit and <c>{1}</c> for what was given.</summary>
internal sealed record FormTexts
{
    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string Optional { get; init; }

    public required string Name { get; init; }

    public required string Contact { get; init; }

    public required string ContactHint { get; init; }

    public required string Email { get; init; }

    public required string Phone { get; init; }

    public required string PhoneHint { get; init; }

    public required string PhoneExample { get; init; }

    public required string Message { get; init; }

    public required string MessageHint { get; init; }

    public required string Reference { get; init; }

    public required string ReferenceHint { get; init; }

    public required string Trap { get; init; }

    public required string Send { get; init; }

    public required string Privacy { get; init; }

    public required string ErrorPrefix { get; init; }

    public required string ErrorTitle { get; init; }

    public required string CheckField { get; init; }

    public required string NameTooLong { get; init; }

    public required string ContactRequired { get; init; }

    public required string EmailInvalid { get; init; }

    public required string PhoneInvalid { get; init; }

    public required string MessageRequired { get; init; }

    public required string MessageTooLongFormat { get; init; }

    public required string ReferenceInvalid { get; init; }

    public required string SendAgain { get; init; }

    public required string NotNow { get; init; }

    public required string NotNowGoBack { get; init; }

    public required string TooLongGoBack { get; init; }

    public required string PageNotNow { get; init; }

    public required string Thanks { get; init; }

    public required string NumberLabel { get; init; }

    public required string KeepNumber { get; init; }

    public required string NumberFollows { get; init; }

    public required string Repeat { get; init; }

    public required string Another { get; init; }

    public string MessageLimit(int limit) => Digits(string.Format(CultureInfo.InvariantCulture, MessageHint, limit));

    public string MessageTooLong(int length, int limit) => Digits(string.Format(CultureInfo.InvariantCulture, MessageTooLongFormat, limit, length));

    /// <summary>ASCII digits as the language writes them.</summary>
    public string Digits(string text) => string.Equals(Language, "fa", StringComparison.Ordinal)
        ? string.Concat(text.Select(letter => char.IsAsciiDigit(letter) ? (char)('۰' + (letter - '0')) : letter))
        : text;

    /// <summary>A tracking number in groups of four.</summary>
    public string Grouped(string number) => Digits(string.Join('-', number.Chunk(4).Select(group => new string(group))));
}
