using System.Text.Json;
using Ingestion.Mail.Mime;
using TestSupport;
using Xunit;

namespace Mail.Tests.Mime.Readers;

/// <summary>A second and a third opinion: Python's email and mailparser read the same mails.</summary>
public sealed class OtherReadersTests
{
    [Fact]
    public async Task Samples_ReadByThree_DisagreeOnlyWhereThePageSaysWhy()
    {
        var (exitCode, output) = await OtherReaders.CompareAsync(SampleTests.Folder, OtherReaders.Table);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task GeneratedMails_ReadByThree_AreReadAlike()
    {
        using var folder = new TempFolder();
        await OtherReaders.GenerateAsync(folder.Path, 240);

        var (exitCode, output) = await OtherReaders.CompareAsync(folder.Path, table: null);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task DamagedFields_WhatWeWouldAnswer_IsTheWritersAddressForMailparserToo()
    {
        const int Fields = 2_000;
        using var folder = new TempFolder();
        DamagedFields.Write(folder.Path, Fields);
        var answered = 0;

        var (_, mailparser) = await OtherReaders.ReadAsync(folder.Path);

        foreach (var line in mailparser.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var theirs = JsonDocument.Parse(line);
            var raw = File.ReadAllBytes(folder[theirs.RootElement.GetProperty("file").GetString()!]);
            var addresses = theirs.RootElement.GetProperty("from").EnumerateArray().Select(one => MailAddress.Parse(one.GetProperty("address").GetString()!)).ToList();
            foreach (var address in MimeMessage.Parse(raw).From.Where(address => address.IsAnswerable))
            {
                answered++;
                Assert.Contains(addresses, one => one?.IsSameMailbox(address) == true);
            }
        }

        Assert.InRange(answered, Fields / 10, Fields);
    }
}
