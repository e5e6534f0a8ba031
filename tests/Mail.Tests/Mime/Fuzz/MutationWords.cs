namespace Mail.Tests.Mime.Fuzz;

/// <summary>What the mutations put into mails; as Latin-1, so that bytes above ASCII stand for themselves.</summary>
internal static class MutationWords
{
    public static readonly string[] Splices =
        ["\r\n", "\n\n", "\r\n\r\n", "\r", "--b1\r\n", "=?utf-8?B?", "=?", "?=", "\0", "(", ")", "\"", "<", ">", ";", ":", ",", "\xFF\xFE", "\xEF\xBB\xBF", "=", "=\r\n", "&#", "<div", "<!--",
            "<style>", "<table><td>", "</p>", "&#xD800;", "\x1B$B", "\x1B(J", "\xC5", "\xE2\x80\xAE", "%C5%9F", "\nbegin 644 a.txt\n#0V%T\n`\nend\n", "\nbegin 755 \n", "From x\r\n", "> ", "-- \r\n",
            "wrote:\r\n", ".\r\n", "\n.\n", "\t", "   ", "\r\n \r\n", "\\", "\x80\x81", "+AGE-", "PK\x03\x04", "%PDF-", "<svg"];

    public static readonly string[] Boundaries =
        ["", "\"\"", "b", "\"b\"", "\"b ", "\" \"", "b1", "=", "\"=_a;b\"", "--", "\"--\"", "b*0=x", "\"b\\\"c\"", "'b'", "\xC5\x9F", "(comment)b", "=?utf-8?Q?b?=", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"];

    public static readonly string[] Charsets =
        ["utf-8", "utf8", "UTF-8*tr", "us-ascii", "iso-8859-1", "iso-8859-9", "windows-1254", "windows-1256", "windows-1251", "koi8-r", "koi8-u", "gb2312", "gb18030", "big5", "iso-2022-jp", "iso-2022-kr",
            "hz-gb-2312", "shift_jis", "euc-jp", "euc-kr", "utf-7", "unicode-1-1-utf-7", "utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32be", "x-unknown", "x-user-defined", "", "\"\"", "\"utf-8", "binary", "0",
            "cp1254", "windows-99999", "iso-8859-16", "ibm037", "x-mac-turkish", "macintosh", "tis-620", "iso-8859-8-i", "x-cp50227", "x-iscii-de", "\xFF", "utf-8\0", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"];

    public static readonly string[] TransferEncodings =
        ["base64", "quoted-printable", "7bit", "8bit", "binary", "x-uuencode", "BASE64", "base64;", "base-64", "quoted-printable (x)", "", "\"base64\"", "x-yenc", "deflate"];

    public static readonly string[] Types =
        ["text/plain", "text/html", "text/html;", "multipart/mixed;", "multipart/alternative;", "multipart/related;", "multipart/signed;", "multipart/encrypted;", "multipart/digest;", "multipart/report;",
            "multipart/", "message/rfc822", "message/partial;", "message/external-body;", "message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers",
            "text/calendar", "application/ms-tnef", "application/pkcs7-mime", "application/octet-stream", "text", "/", "", "=", "text/plain;format=flowed;delsp=yes"];

    public static readonly string[] Fields =
        ["From", "To", "Cc", "Reply-To", "Sender", "Return-Path", "Subject", "Date", "Message-ID", "References", "In-Reply-To", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Content-ID",
            "MIME-Version", "Auto-Submitted", "List-Id", "Authentication-Results", "X-Y", "from", "FROM ", "From:", " From", "", "Fr\xF6m", "Resent-From", "Received"];

    public static readonly string[] Values =
        ["", " ", "a@b", "<>", "a <a@b.c>, b", "\"a\" <a@b.c", "a:b@c;", "undisclosed-recipients:;", "(((a", "<<a@b.c>>", "@a,@b:c@d", "\"a\\\"@b.c", "a@[1.2.3.4]", "\xC5\x9F@\xC3\xBC.com", "a@xn--.", "a@b.c\0",
            "Thu, 01 Jan 0000 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:60 +9999", "99999999999999999999", "1 Jan 99 0:0 EST", "<a@b", "<a> <b> <c", "a b", "multipart/mixed; boundary=b1", "text/plain; charset",
            "attachment; filename=\"../../\xE2\x80\xAEtxt.exe\"", "attachment; filename*=UTF-8''%00%2F%zz", "attachment; filename*0*=utf-8''%C5; filename*1*=%9F; filename*1000=x", "inline; filename=", ";;;=;=",
            "attachment; filename*=x''%FF%FE; filename=\"=?iso-2022-jp?B?GyRC?=\"", "=?utf-8?B?/w==?= =?utf-8?Q?=C5?= =?utf-8?Q?=9F?=", "=?=?=?=", "mx; dkim=pass (x\\) y", "base64\r\n", "auto-replied; x=\"", "%n{{7*7}}"];

    public static readonly string[] Words =
        ["", "a", "xZ8=", "xZ8", "=C5=9F", "_", "=", "==", "====", "=\r\n", "????", "\xFF", "GyRCJCIbKEI=", "+AGE-", "//79/w==", "AAAA", "=00=0D=0A", "a_b=3F=", "~{<:Ky2;~}"];
}
