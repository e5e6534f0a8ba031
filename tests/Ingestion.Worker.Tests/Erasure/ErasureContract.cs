using System.Globalization;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Following;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Tests.Intake;
using Xunit;

namespace Ingestion.Worker.Tests.Erasure;

/// <summary>What a customer wrote is erased on request, in every table.</summary>
public abstract class ErasureContract : IntakeContract
{
    /// <summary>Stands in everything that a customer or a provider can say.</summary>
    private protected const string Canary = "kanarya";

    private static readonly ContactPoint Writer = Some.Email($"{Canary}@customer.example");

    private protected ErasureContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task EraseMessage_LeavesItsTextInNoTable()
    {
        var opened = await OfferAsync("first");
        await SendAsync();
        Assert.NotEmpty(await FoundAsync());
        var number = await NumberOfAsync(opened.ComplaintId);

        var report = await EraseAsync("first");

        Assert.Empty(await FoundAsync());
        Assert.Equal((1, 1, 1), (report.Emptied, report.Answers, report.Points));
        Assert.Equal([number], report.TrackingNumbers);
        Assert.Equal(number, await NumberOfAsync(opened.ComplaintId));
        Assert.Equal(("complaint", opened.ComplaintId), ((await Core.LedgerAsync(opened.MessageId)).Outcome, (await Core.LedgerAsync(opened.MessageId)).ComplaintId));
        Assert.Equal(("complaint", "delivery", 2, 1), await SingleAsync<(string, string, int, int)>("SELECT kind, category, version, message_count FROM complaint"));
        Assert.Equal(
            ("complaint.erased", $$"""{"messageIds":[{{opened.MessageId}}]}"""),
            await SingleAsync<(string, string)>("SELECT type, CAST(payload AS text) FROM event WHERE version = 2"));
        Assert.Equal((opened.ComplaintId, "erased", "operator-7"), await SingleAsync<(long?, string, string)>("SELECT subject_id, action, actor FROM operator_action"));
        var told = string.Join('\n', await Timeline.OfAsync(Database, [opened.MessageId], CancellationToken.None));
        Assert.Contains("erased by hand (operator-7)", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EraseComplaint_ReachesNoticesAndTheTextForTheCustomer()
    {
        var opened = await OfferAsync("first");
        await SendAsync();
        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(opened.ComplaintId), out var number));
        await new StatusChange(Database, Core.Ids, "desk", Core.Notices, new CustomerUpdates(CoreOnStore.OwnIds))
            .SetAsync(new NewStatus(number, "resolved") { Text = $"Dear {Canary}, it is on its way." }, CancellationToken.None);
        Assert.Equal("command", (await Core.TakeAsync(Some.Mail("status " + number.Digits, Writer))).Outcome);
        Assert.Equal(["ack", "status", "update"], await QueryAsync<string>("SELECT purpose FROM outbox ORDER BY purpose"));

        Assert.NotNull(await new OnRequest(Database, Core.Ids, "operator-7").EraseComplaintAsync(number, isRehearsal: false, CancellationToken.None));

        Assert.Empty(await FoundAsync());
        Assert.Equal(["sent", "suppressed", "suppressed"], await QueryAsync<string>("SELECT state FROM outbox ORDER BY state"));

        // Nobody is left to be told.
        var later = await new StatusChange(Database, Core.Ids, "desk", Core.Notices, new CustomerUpdates(CoreOnStore.OwnIds)).SetAsync(new NewStatus(number, "rejected"), CancellationToken.None);
        Assert.Equal("erased", later.NotBecause);
        Assert.Equal(3, await CountAsync("outbox"));
    }

    [Fact]
    public async Task EraseComplaint_LinkToItsStatus_ShowsNothingAnyMore()
    {
        var opened = await OfferAsync("first");
        var lookup = new StatusLookup(Database, []);
        Assert.NotNull(await lookup.FindAsync(opened.ComplaintId!.Value, CancellationToken.None));

        await EraseAsync("first");

        Assert.Null(await lookup.FindAsync(opened.ComplaintId.Value, CancellationToken.None));
    }

    [Fact]
    public async Task EraseMessage_OfAComplaintWithMoreOfItsCustomer_LinkToItsStatusStays()
    {
        var opened = await OfferAsync("first");
        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(opened.ComplaintId), out var number));
        await Core.TakeAsync(Some.Mail("still nothing about " + number.Digits, Writer));

        await EraseAsync("first");

        Assert.NotNull(await new StatusLookup(Database, []).FindAsync(opened.ComplaintId!.Value, CancellationToken.None));
    }

    [Fact]
    public async Task EraseMessage_ReachesWhatAnOperatorWroteOfItsWriter()
    {
        await OfferAsync("first");
        await Core.TakeAsync(Some.Mail("a fridge", Some.Rza));
        var writer = await Database.ReadAsync(session => ContactLinks.FindAsync(session, Writer), CancellationToken.None);
        var other = await Database.ReadAsync(session => ContactLinks.FindAsync(session, Some.Rza), CancellationToken.None);
        Assert.True(await Contacts.DecideAsync(Database, true, writer!, other!, $"{Canary} called from 0532", "desk", CancellationToken.None));

        await EraseAsync("first");

        Assert.Empty(await FoundAsync());
        Assert.Equal(("operator", null), await SingleAsync<(string, string?)>("SELECT reason, evidence FROM contact_link"));
    }

    [Fact]
    public async Task EraseMessage_ReachesRequestsInQuarantineThatNameItOrItsWriter()
    {
        var opened = await OfferAsync("message-first");
        await HoldAsync(1, "mail", $"from={Uri.EscapeDataString(Writer.Value)}&text=x");
        await HoldAsync(2, "mail", "{\"id\":\"message-first\"}");
        await HoldAsync(3, "mail", "{\"id\":\"message-other\"}");
        await HoldAsync(4, "mail2", "{\"id\":\"message-first\"}");

        var report = await EraseAsync("message-first");

        Assert.Equal(2, report.Requests);
        Assert.Equal([(1L, "discarded", 0), (2L, "discarded", 0), (3L, "held", 9), (4L, "held", 9)], await QueryAsync<(long, string, int)>("SELECT id, state, size FROM quarantine ORDER BY id"));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM quarantine WHERE length(body) > 0"));
        Assert.NotNull(opened.ComplaintId);
    }

    [Fact]
    public async Task EraseMessage_OfferedAgain_BringsNothingBack()
    {
        await OfferAsync("first");
        await EraseAsync("first");
        await OfferAsync("first");

        Assert.Empty(await FoundAsync());
        Assert.Equal(2, await SingleAsync<int>("SELECT offers FROM message"));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task EraseMessage_TakesVersionsAndCopiesWithIt()
    {
        await OfferAsync("v1", message => message with { Identity = "post" });
        await OfferAsync("copy", message => message with { Identity = "post" }, "mail2");
        await OfferAsync("v2", message => (message with { Identity = "post", Text = Canary + " edited" }).WithFingerprint("2"));
        await OfferAsync("v2 again", message => (message with { Identity = "post", Text = Canary + " edited" }).WithFingerprint("2"));
        await OfferAsync("copy of v2", message => (message with { Identity = "other", Text = Canary + " edited" }).WithFingerprint("2"), "mail2");
        Assert.Equal(["complaint", "duplicate", "revision", "revision", "duplicate"], await QueryAsync<string>("SELECT outcome FROM ledger ORDER BY message_id"));

        var report = await EraseAsync("v2");

        Assert.Equal(5, report.Emptied);
        Assert.Empty(await FoundAsync());
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM event WHERE type = 'complaint.erased'"));
    }

    [Fact]
    public async Task EraseMessage_LaterVersionsOfIt_AreNotKept()
    {
        await OfferAsync("v1", message => message with { Identity = "post" });
        await EraseAsync("v1");
        var late = await OfferAsync("v2", message => message with { Identity = "post", Text = Canary + " edited" });

        Assert.Equal("revision", late.Outcome);
        Assert.True(late.Has("revision", "original-erased"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM ledger WHERE sender IS NOT NULL"));
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task EraseMessage_OfAComplaintWithOthers_LeavesThoseAlone()
    {
        await OfferAsync("first", message => message with { ConversationId = "room" });
        await OfferAsync("second", message => (message with { ConversationId = "room", Text = "another text" }).WithFingerprint("2"));
        await EraseAsync("first");

        Assert.Equal(["", "another text"], await QueryAsync<string>("SELECT body FROM complaint_message ORDER BY message_id"));
        Assert.Equal(1, await CountAsync("contact_point"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM complaint WHERE contact_id IS NOT NULL"));

        await EraseAsync("second");
        Assert.Empty(await FoundAsync());
        Assert.Equal(0, await CountAsync("contact_point"));
    }

    [Fact]
    public async Task EraseComplaint_TakesAllItsMessages()
    {
        var opened = await OfferAsync("first", message => message with { ConversationId = Canary });
        await OfferAsync("second", message => (message with { ConversationId = Canary, Text = Canary + " 2" }).WithFingerprint("2"));
        await OfferAsync("copy", null, "mail2");
        await OfferAsync(
            "machine", message => message.Signed("auto-submitted", MachineSignStrength.MachineReport).Answering(CoreOnStore.OwnIds.Create("ack", opened.ComplaintId!.Value)).WithFingerprint("3"));
        await Core.TakeAsync(Some.Mail("another matter", Some.Rza));

        var report = await NewErasure().EraseComplaintAsync(await NumberAsync(opened), isRehearsal: false, CancellationToken.None);

        Assert.Equal(4, report!.Emptied);
        Assert.Empty(await FoundAsync());
        Assert.Equal([(string?)Some.Rza.Value], await QueryAsync<string?>("SELECT value FROM contact_point"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM complaint WHERE contact_id IS NULL"));
    }

    [Fact]
    public async Task EraseComplaint_ContactOfAnotherComplaint_Stays()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        var first = await OfferAsync("first");
        await OfferAsync("second", message => (message with { Text = "another matter", MessageId = null, SenderName = null }).WithFingerprint("2"));
        var report = await NewErasure().EraseComplaintAsync(await NumberAsync(first), isRehearsal: false, CancellationToken.None);

        Assert.Equal(0, report!.Points);
        Assert.Equal([(string?)Writer.Value], await QueryAsync<string?>("SELECT value FROM contact_point"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE recipient = @to", new { to = Writer.Value }));
    }

    [Fact]
    public async Task EraseComplaint_ReachesAbsenceNotesOfItsCustomerThatOpenedNone()
    {
        var opened = await OfferAsync("first");
        var absent = await OfferAsync("absent", Absent);
        var others = await OfferAsync("absent-other", mail => Absent(mail).WithFingerprint("another") with { Sender = Some.Rza });
        Assert.Equal([("machine-mail", null), ("machine-mail", null)], new[] { absent, others }.Select(note => (note.Outcome, note.ComplaintId)));
        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(opened.ComplaintId), out var number));

        var report = await NewErasure().EraseComplaintAsync(number, isRehearsal: false, CancellationToken.None);

        Assert.Equal([opened.MessageId, absent.MessageId], report!.Messages.Select(message => message.Id));
        Assert.Equal([others.MessageId], await QueryAsync<long>("SELECT id FROM message WHERE length(raw) > 0"));
    }

    [Fact]
    public async Task EraseMessage_OfACustomerWithAnotherComplaint_LeavesAbsenceNotesAlone()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await OfferAsync("first");
        await OfferAsync("absent", Absent);
        await OfferAsync("second", message => (message with { Text = "another matter", MessageId = null }).WithFingerprint("2"));

        Assert.Equal(1, (await EraseAsync("first")).Emptied);
        Assert.Equal(2, (await EraseAsync("second")).Emptied);
    }

    [Fact]
    public async Task EraseMessage_OfSomebodyWhoSaidStop_KeepsObeying()
    {
        await OfferAsync("first");
        await OfferAsync("stop", message => message with { Consent = ConsentChange.Stop });
        await EraseAsync("first");
        var next = await OfferAsync("next", message => message.WithFingerprint("2"));

        Assert.Equal("opted-out", next.Suppressed);
    }

    [Fact]
    public async Task EraseMessage_ThatWaitsForItsDecision_LeavesTheQueue()
    {
        var id = await Core.OfferAsync(Written(), "mail", key: "first");
        var lease = await Core.Queue.LeaseFreshAsync(10, CancellationToken.None);
        await EraseAsync("first");
        await Assert.ThrowsAsync<LeaseLostException>(async () =>
        {
            var touched = await Database.RunAsync([InboxQueue.Finish(lease)], CancellationToken.None);
            LeaseLostException.Unless(touched[0] == 1, "batch");
        });
        await Core.DecideAsync();

        Assert.Empty(await FoundAsync());
        Assert.Equal(("quarantined", "operator-7"), ((await Core.LedgerAsync(id)).Outcome, (await Core.LedgerAsync(id)).Detail("operator", "erased")));
        await AssertPoolAsync(0, 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EraseMessage_AnswerThatWaits_IsNotSent(bool isLeased)
    {
        var sender = new RecordingSender();
        await OfferAsync("first");
        var lease = isLeased ? await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None) : null;
        await EraseAsync("first");
        await Core.ExpireLeasesAsync("outbox");
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        Assert.Empty(sender.Asked);
        Assert.Equal(("suppressed", "erased", ""), await SingleAsync<(string, string, string)>("SELECT state, last_reason, recipient FROM outbox"));
        Assert.Equal(isLeased, lease is not null);
    }

    [Fact]
    public async Task EraseMessage_Rehearsal_TellsTheSameAndChangesNothing()
    {
        await OfferAsync("first");
        var before = await DumpAsync();
        var rehearsed = await NewErasure().EraseMessageAsync("mail", "first", isRehearsal: true, CancellationToken.None);

        Assert.Equal(before, await DumpAsync());
        var done = await EraseAsync("first");
        Assert.Equal((rehearsed!.Emptied, rehearsed.Answers, rehearsed.Points, rehearsed.Messages.Count), (done.Emptied, done.Answers, done.Points, done.Messages.Count));
    }

    [Fact]
    public async Task EraseMessage_Twice_TellsDownstreamOnce()
    {
        await OfferAsync("first");
        await EraseAsync("first");
        var again = await EraseAsync("first");

        Assert.Equal((0, 0, 0), (again.Emptied, again.Answers, again.Points));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM event WHERE type = 'complaint.erased'"));
        Assert.Equal(1, await CountAsync("operator_action"));
    }

    [Fact]
    public async Task EraseContact_TakesAllThatItWroteAndNothingOfOthers()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await OfferAsync("first");
        await OfferAsync("second", message => (message with { Text = $"another matter of {Canary}", MessageId = null }).WithFingerprint("2"));
        await OfferAsync("first-again");
        await OfferAsync("absent", Absent);
        var others = await Core.TakeAsync(Some.Mail("a fridge", Some.Rza));

        var report = await NewErasure().EraseContactAsync(Writer with { Value = Writer.Value.ToUpperInvariant() }, isRehearsal: false, CancellationToken.None);

        Assert.Empty(await FoundAsync());
        Assert.Equal((4, 4, 2), (report!.Emptied, report.Messages.Count, report.TrackingNumbers.Count));
        Assert.Equal([others.MessageId], await QueryAsync<long>("SELECT id FROM message WHERE length(raw) > 0"));
        Assert.Equal([Some.Rza.Value], await QueryAsync<string>("SELECT value FROM contact_point"));
    }

    /// <summary>Questions about a complaint and absence notes to its acknowledgement are about it and no text of it.</summary>
    [Fact]
    public async Task EraseContact_TakesWhatIsAboutItsComplaintAndNoTextOfIt()
    {
        var opened = await OfferAsync("first");
        await SendAsync();
        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(opened.ComplaintId), out var number));
        var asked = await OfferAsync("asked", mail => (mail with { Subject = null, Text = "status " + number.Digits, MessageId = null, AlsoGiven = null }).WithFingerprint("asked"));
        var absent = await OfferAsync("absent", mail => Absent(mail) with { References = [CoreOnStore.OwnIds.Create("ack", opened.ComplaintId!.Value)] });
        Assert.Equal([("command", opened.ComplaintId), ("machine-mail", opened.ComplaintId)], new[] { asked, absent }.Select(beside => (beside.Outcome, beside.ComplaintId)));

        var report = await NewErasure().EraseContactAsync(Writer, isRehearsal: false, CancellationToken.None);

        Assert.Equal([opened.MessageId, asked.MessageId, absent.MessageId], report!.Messages.Select(message => message.Id));
        Assert.Empty(await FoundAsync());
        Assert.Equal((0L, 0L), (await CountAsync("contact_point"), await SingleAsync<long>("SELECT count(*) FROM outbox WHERE recipient <> ''")));
    }

    /// <summary>Whoever only asked about somebody's complaint is no part of it.</summary>
    [Fact]
    public async Task EraseContact_ThatAskedAboutAComplaintOfAnother_LeavesThatAlone()
    {
        var opened = await OfferAsync("fridge", _ => (Some.Mail("a fridge", Some.Rza) with { ConversationId = "room", Medium = Medium.Chat }).WithFingerprint("fridge"));
        // what the tests name every message by
        await Database.WriteAsync(session => session.ExecuteAsync("UPDATE message SET raw = @raw, context = NULL", new { raw = "x"u8.ToArray() }), CancellationToken.None);
        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(opened.ComplaintId), out var number));
        await new StatusChange(Database, Core.Ids, "desk", Core.Notices, new CustomerUpdates(CoreOnStore.OwnIds))
            .SetAsync(new NewStatus(number, "in-progress") { Text = "We look for it." }, CancellationToken.None);
        var asked = await OfferAsync("asked", mail => (mail with { Subject = null, Text = "status", MessageId = null, AlsoGiven = null, ConversationId = "room", Medium = Medium.Chat }).WithFingerprint("asked"));
        Assert.Equal(("command", opened.ComplaintId), (asked.Outcome, asked.ComplaintId));
        var before = await QueryAsync<(string, string?, long?, int)>("SELECT tracking_number, status_text, contact_id, version FROM complaint");
        var sessions = await CountAsync("session");
        Assert.NotEqual(0, sessions);

        var report = await NewErasure().EraseContactAsync(Writer, isRehearsal: false, CancellationToken.None);

        Assert.Equal((1, 0), (report!.Emptied, report.TrackingNumbers.Count));
        Assert.Empty(await FoundAsync());
        Assert.Equal(before, await QueryAsync<(string, string?, long?, int)>("SELECT tracking_number, status_text, contact_id, version FROM complaint"));
        Assert.Equal(sessions, await CountAsync("session"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM event WHERE type = 'complaint.erased'"));
        Assert.Equal((asked.MessageId, "erased"), await SingleAsync<(long, string)>("SELECT subject_id, action FROM operator_action WHERE action = 'erased'"));
    }

    [Fact]
    public async Task EraseContact_WhoseOnlyMessageOpenedNoComplaint_IsFound()
    {
        var absent = await OfferAsync("absent", Absent);
        Assert.Null(absent.ComplaintId);

        var report = await NewErasure().EraseContactAsync(Writer, isRehearsal: false, CancellationToken.None);

        Assert.Equal([absent.MessageId], report!.Messages.Select(message => message.Id));
        Assert.Empty(await FoundAsync());
        Assert.Null(await NewErasure().EraseContactAsync(Writer, isRehearsal: false, CancellationToken.None));
    }

    [Fact]
    public async Task EraseContact_NamedAsAnotherWay_TakesWhatNamesIt()
    {
        await OfferAsync("first");

        var report = await NewErasure().EraseContactAsync(Written().AlsoGiven!, isRehearsal: false, CancellationToken.None);

        Assert.Equal(1, report!.Emptied);
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task EraseContact_InAComplaintWithOthers_LeavesThoseAlone()
    {
        var opened = await OfferAsync("first");
        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(opened.ComplaintId), out var number));
        var joined = await Core.TakeAsync(Some.Mail("and mine, " + number.Digits, Writer));
        await Core.TakeAsync(Some.Mail("a fridge", Some.Rza));

        var report = await NewErasure().EraseContactAsync(Some.Rza, isRehearsal: false, CancellationToken.None);

        Assert.Equal(1, report!.Emptied);
        Assert.Equal([opened.MessageId, joined.MessageId], await QueryAsync<long>("SELECT id FROM message WHERE length(raw) > 0 ORDER BY id"));
        Assert.NotEmpty(await FoundAsync());
    }

    [Fact]
    public async Task Erase_OfNothingKnown_IsNull()
    {
        Assert.Null(await NewErasure().EraseContactAsync(Some.Rza, isRehearsal: false, CancellationToken.None));
        Assert.Null(await NewErasure().EraseMessageAsync("mail", "none", isRehearsal: false, CancellationToken.None));
        Assert.Null(await NewErasure().EraseComplaintAsync(TrackingNumber.Create(Core.Random), isRehearsal: false, CancellationToken.None));
    }

    private protected static InboundMessage Written() => (Some.Mail(Canary + " text", Writer, $"<{Canary}@customer.example>") with
    {
        Subject = Canary + " subject",
        SenderName = Canary + " name",
        AlsoGiven = Some.Email($"{Canary}-other@customer.example"),
        References = [$"<{Canary}-before@customer.example>"],
    }).WithFingerprint("1");

    private static InboundMessage Absent(InboundMessage mail) => (mail with { MessageId = $"<{Canary}-absent@customer.example>", References = [] })
        .Signed("auto-submitted", MachineSignStrength.MachineReport).WithFingerprint("absent");

    private OnRequest NewErasure() => new(Database, Core.Ids, "operator-7");

    private protected async Task<LedgerEntry> OfferAsync(string key, Func<InboundMessage, InboundMessage>? change = null, string channel = "mail")
    {
        Core.Book.Write(Canary + key, change is null ? Written() : change(Written()));
        var offered = new OfferedMessage { ExternalId = key, Raw = Encoding.UTF8.GetBytes(Canary + key), Context = "from=" + Canary };
        var accepted = await Core.Inbox.AcceptAsync(channel, [offered], CancellationToken.None);
        await Core.DecideAsync();
        return await Core.LedgerAsync(accepted[0].Id);
    }

    private protected async Task<ErasureReport> EraseAsync(string key)
    {
        var report = await NewErasure().EraseMessageAsync("mail", key, isRehearsal: false, CancellationToken.None);
        Assert.NotNull(report);
        return report;
    }

    private async Task SendAsync() => await Core.NewRelay("mail", new RecordingSender()).WorkAsync(CancellationToken.None);

    private async Task<TrackingNumber> NumberAsync(LedgerEntry opened)
    {
        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(opened.ComplaintId), out var number));
        return number;
    }

    /// <summary>Tables in which the canary stands, as text or as bytes.</summary>
    private protected async Task<List<string>> FoundAsync()
    {
        var bytes = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Canary));
        return [.. (await DumpAsync()).Where(row => row.Contains(Canary, StringComparison.OrdinalIgnoreCase) || row.Contains(bytes, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Every value of every table.</summary>
    private async Task<List<string>> DumpAsync()
    {
        var tables = await QueryAsync<string>(Database.Sql(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'id_block'", "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'id_block'"));
        Assert.True(tables.Count > 15);
        var rows = new List<string>();
        foreach (var table in tables)
        {
            rows.AddRange(await Database.ReadAsync(
                async session =>
                {
                    var found = new List<string>();
                    await using var command = session.Connection.CreateCommand();
                    command.CommandText = Database.Sql($"SELECT t::text FROM {table} t", $"SELECT * FROM {table}");
                    await using var reader = await command.ExecuteReaderAsync();
                    while (await reader.ReadAsync())
                    {
                        var values = Enumerable.Range(0, reader.FieldCount)
                            .Select(i => reader.GetValue(i) is byte[] raw ? Convert.ToHexStringLower(raw) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
                        found.Add($"{table}: {string.Join(" | ", values)}");
                    }

                    return found;
                },
                CancellationToken.None));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private Task<int> HoldAsync(long id, string channel, string body) => ExecuteAsync(
        """
        INSERT INTO quarantine (id, channel, digest, reason, method, path, query, headers, body, size, received_at, last_at, offers)
        VALUES (@id, @channel, @digest, 'signature-wrong', 'POST', '/hooks/x', '', '{}', @body, 9, @at, @at, 1)
        """,
        new { id, channel, digest = new[] { (byte)id }, body = Encoding.UTF8.GetBytes(body), at = TimeProvider.System.GetUtcNow() });
}
