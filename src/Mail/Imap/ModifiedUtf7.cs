using System.Text;

namespace Ingestion.Mail.Imap;

/// <summary>Mailbox names on the wire (RFC 3501 §5.1.3): <c>Şikayətlər</c> is <c>&amp;AV4-ikay&amp;Alk-tl&amp;Alk-r</c>.</summary>
public static class ModifiedUtf7
{
    /// <summary>Encodes a mailbox name.</summary>
    public static string Encode(string name)
    {
        var wire = new StringBuilder(name.Length + 16);
        for (var i = 0; i < name.Length;)
        {
            if (name[i] == '&')
            {
                wire.Append("&-");
                i++;
            }
            else if (name[i] is >= ' ' and <= '~')
            {
                wire.Append(name[i++]);
            }
            else
            {
                var end = i;
                while (end < name.Length && name[end] is < ' ' or > '~')
                {
                    end++;
                }

                var block = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[i..end]));
                wire.Append('&').Append(block.TrimEnd('=').Replace('/', ',')).Append('-');
                i = end;
            }
        }

        return wire.ToString();
    }

    /// <summary>Decodes a name; what is not valid stays as it is.</summary>
    public static string Decode(string wire)
    {
        var name = new StringBuilder(wire.Length);
        for (var i = 0; i < wire.Length;)
        {
            var end = wire[i] == '&' ? wire.IndexOf('-', i) : -1;
            if (end < 0)
            {
                name.Append(wire[i++]);
                continue;
            }

            var block = wire[(i + 1)..end];
            name.Append(block.Length == 0 ? "&" : DecodeBlock(block) ?? wire[i..(end + 1)]);
            i = end + 1;
        }

        return name.ToString();
    }

    private static string? DecodeBlock(string block)
    {
        var padded = block.Replace(',', '/').PadRight((block.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var count) && count % 2 == 0
            ? Encoding.BigEndianUnicode.GetString(bytes, 0, count)
            : null;
    }
}
