using System.Text;

namespace Mail.Tests.Mime.Readers;

/// <summary>From fields that are damaged in one to three places, the same for the same number.</summary>
internal static class DamagedFields
{
    private static readonly string[] Whole =
    [
        "Ali Veli <ali@example.az>", "\"Veli, Ali\" <ali@example.az>", "ali@example.az", "=?utf-8?Q?=C3=87a=C4=9Fr=C4=B1?= <ali@example.az>",
        "ali@example.az (Ali)", "A: ali@example.az, veli@example.org;", "<@relay.example:ali@example.az>", "\"a b\"@example.az",
        "Ali <ali@example.az>, Veli <veli@example.org>", "\"x@evil.example\" <ali@example.az>", "ali@example.az, \"Veli\" <veli@example.org>",
    ];

    private static readonly string[] Pieces =
    [
        "\"", "\\", "(", ")", "<", ">", ",", ";", ":", "@", "[", "]", " ", ".", "\t", "\r\n ", "\\\"", "\"\"", "()", "<>", "a", "evil@evil.example",
        "=?utf-8?Q?x?=", "=?utf-8?Q?=40?=", "=?utf-8?B?PGV2aWxAZXZpbC5leGFtcGxlPg==?=",
    ];

    public static void Write(string folder, int count)
    {
        for (var number = 0; number < count; number++)
        {
            File.WriteAllText(Path.Combine(folder, $"{number:00000}.eml"), $"From: {Make(number)}\r\nSubject: s\r\n\r\nx\r\n");
        }
    }

    private static string Make(int number)
    {
        var choice = new Random(number);
        var field = new StringBuilder(Whole[choice.Next(Whole.Length)]);
        for (var left = choice.Next(1, 4); left > 0; left--)
        {
            var at = choice.Next(field.Length + 1);
            switch (choice.Next(6))
            {
                case 0 when at < field.Length:
                    field.Remove(at, 1);
                    break;
                case 1:
                    var other = Whole[choice.Next(Whole.Length)];
                    field.Length = at;
                    field.Append(other.AsSpan(choice.Next(other.Length)));
                    break;
                default:
                    field.Insert(at, Pieces[choice.Next(Pieces.Length)]);
                    break;
            }
        }

        return field.ToString();
    }
}
