using System.Text;
using Ingestion.Mail.Mime;

namespace Mail.Tests;

/// <summary>Values for tests.</summary>
internal static class Some
{
    public static MimeMessage Mail(string text) => MimeMessage.Parse(Encoding.UTF8.GetBytes(text));
}
