namespace Ingestion.Channels.Social.X;

/// <summary>What must be right about the options beyond their attributes.</summary>
internal static class XRules
{
    public static IEnumerable<SettingFault> Check(XOptions options)
    {
        if (options.UserId.Length > 0 && !XId.IsId(options.UserId))
        {
            yield return new SettingFault("UserId", "The account's numeric id, such as 2244994945; the developer portal and GET /2/users/me show it.");
        }

        if ((options.OAuth1 is null) == (options.OAuth2 is null))
        {
            yield return new SettingFault("OAuth1", "Give either OAuth1 or OAuth2.");
        }

        if (!options.Mentions && string.IsNullOrWhiteSpace(options.Search) && !options.DirectMessages)
        {
            yield return new SettingFault("Mentions", "Nothing would be read: turn Mentions or DirectMessages on, or give a Search rule.");
        }

        if (!Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            yield return new SettingFault("ApiUrl", "An https URL without user name and query: https://api.x.com");
        }
    }
}
