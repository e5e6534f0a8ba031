using System.Text;

namespace Ingestion.Mail.Imap;

/// <summary>Reads <c>* n FETCH (...)</c>.</summary>
internal static class ImapFetchResponse
{
    /// <summary>Whether this is a FETCH response; then its sequence number and where its list begins.</summary>
    public static bool TryStart(ImapResponse response, out uint sequence, out int position)
    {
        (sequence, position) = (0, 0);
        var line = response.Line;
        if (!line.StartsWith("* "u8))
        {
            return false;
        }

        var at = 2;
        long number = 0;
        while (at < line.Length && line[at] is >= (byte)'0' and <= (byte)'9' && number <= uint.MaxValue)
        {
            number = (number * 10) + (line[at++] - '0');
        }

        if (at == 2 || number > uint.MaxValue || line.Length < at + 7 || !Ascii.EqualsIgnoreCase(line.Slice(at, 7), " FETCH "u8))
        {
            return false;
        }

        (sequence, position) = ((uint)number, at + 7);
        return true;
    }

    /// <summary>Adds what the response says to <paramref name="message"/>; items come in any order.</summary>
    /// <param name="partOffset">Where a piece must begin to be taken for the content, or null when only whole sections are.</param>
    public static void Read(ImapResponse response, int position, ImapMessage message, long? partOffset)
    {
        var tokens = new ImapTokens(response, position);
        tokens.SkipSpaces();
        tokens.Expect((byte)'(');
        while (true)
        {
            tokens.SkipSpaces();
            if (tokens.TrySkip((byte)')'))
            {
                return;
            }

            ReadItem(ref tokens, message, partOffset);
        }
    }

    private static void ReadItem(ref ImapTokens tokens, ImapMessage message, long? partOffset)
    {
        var name = tokens.ReadAtom();
        if (Ascii.EqualsIgnoreCase(name, "BODY"u8) && tokens.Next == '[')
        {
            var section = tokens.ReadSection(out var origin);
            var item = origin != partOffset ? ImapItems.None : section.Length == 0 ? ImapItems.Body : Ascii.EqualsIgnoreCase(section, "HEADER"u8) ? ImapItems.Header : ImapItems.None;
            tokens.SkipSpaces();
            if (item == ImapItems.None)
            {
                tokens.SkipValue();
                return;
            }

            message.Content = tokens.ReadString(out var length);
            message.ContentLength = length;
            message.Present |= item;
            return;
        }

        tokens.SkipSpaces();
        if (Ascii.EqualsIgnoreCase(name, "UID"u8))
        {
            message.Uid = tokens.ReadUid();
        }
        else if (Ascii.EqualsIgnoreCase(name, "RFC822.SIZE"u8))
        {
            message.Size = tokens.ReadNumber();
            message.Present |= ImapItems.Size;
        }
        else if (Ascii.EqualsIgnoreCase(name, "INTERNALDATE"u8))
        {
            message.InternalDate = ImapDate.Parse(tokens.ReadString(out _));
            message.Present |= ImapItems.InternalDate;
        }
        else if (Ascii.EqualsIgnoreCase(name, "FLAGS"u8))
        {
            message.Flags = ReadFlags(ref tokens);
            message.Present |= ImapItems.Flags;
        }
        else
        {
            tokens.SkipValue();
        }
    }

    private static List<string> ReadFlags(ref ImapTokens tokens)
    {
        var flags = new List<string>();
        tokens.Expect((byte)'(');
        while (!tokens.TrySkip((byte)')'))
        {
            tokens.SkipSpaces();
            if (tokens.Next != ')')
            {
                flags.Add(Encoding.UTF8.GetString(tokens.ReadAtom()));
            }
        }

        return flags;
    }
}
