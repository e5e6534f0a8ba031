using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Social.X;

/// <summary>Settings of an <c>x</c> channel.</summary>
internal sealed record XOptions
{
    /// <summary>The numeric id of our own account; not its @name.</summary>
    [Required]
    public string UserId { get; init; } = "";

    /// <summary>The app's keys and the account's token, which do not end. This or <see cref="OAuth2"/>.</summary>
    public XOAuth1Options? OAuth1 { get; init; }

    /// <summary>The account's consent with a refresh token, which changes at each use. This or <see cref="OAuth1"/>.</summary>
    public XOAuth2Options? OAuth2 { get; init; }

    /// <summary>Read the posts that mention the account.</summary>
    public bool Mentions { get; init; } = true;

    /// <summary>
    /// A rule of recent search (seven days, at most 512 characters): <c>("örnek bank" OR #ornekbank) -is:retweet</c>. Posts found by it that do not
    /// mention the account are recorded and cannot be answered publicly. Default: none.
    /// </summary>
    [MaxLength(512)]
    public string? Search { get; init; }

    /// <summary>Read direct messages to the account. They cost ten times as much as mentions and are asked for once a minute at most.</summary>
    public bool DirectMessages { get; init; }

    /// <summary>
    /// How posts are answered: <c>private-then-public</c> (a direct message with the number; where that is refused, a public reply without it),
    /// <c>private</c>, <c>public</c> or <c>none</c>. Direct messages are answered by direct message.
    /// </summary>
    [Required]
    [AllowedValues("private-then-public", "private", "public", "none")]
    public string Reply { get; init; } = "private-then-public";

    /// <summary>Let public replies hold links: a post with one costs about twenty times as much. Direct messages may always.</summary>
    public bool AllowLinks { get; init; }

    /// <summary>Ask for the names of writers too. Each is billed as a read of a user.</summary>
    public bool ReadNames { get; init; }

    /// <summary>Which names the API's parameters have: <c>tweet</c> (<c>tweet.fields</c>) or <c>post</c> (<c>post.fields</c>). Answers are understood in both.</summary>
    [Required]
    [AllowedValues("tweet", "post")]
    public string FieldNames { get; init; } = "tweet";

    /// <summary>Minutes that each round looks back, for posts that come into the list late. What is read twice on one day is billed once.</summary>
    [Range(1, 24 * 60)]
    public int OverlapMinutes { get; init; } = 15;

    /// <summary>Posts and messages read in a day (UTC) after which the channel pauses until the next one: the guard of the bill.</summary>
    [Range(100, 3_000_000)]
    public int ReadsPerDay { get; init; } = 5_000;

    /// <summary>The API's address.</summary>
    public string ApiUrl { get; init; } = "https://api.x.com";

    /// <summary>Largest post in bytes of JSON; of a larger one the text's beginning is kept.</summary>
    [Range(16 * 1024, 1024 * 1024)]
    public int MaxBytes { get; init; } = 128 * 1024;
}
