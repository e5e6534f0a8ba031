using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Worker.Api;

/// <summary>What systems downstream may say of a complaint: how far it is, and what it is.</summary>
/// <param name="database">The store.</param>
/// <param name="ids">Ids for new rows.</param>
/// <param name="notices">What customers are told of.</param>
/// <param name="updates">Tells them.</param>
/// <param name="labels">What a complaint can be.</param>
/// <param name="planned">Called with the channels that have something to send.</param>
internal sealed class ComplaintApi(Database database, IdBlock ids, NoticeSettings notices, CustomerUpdates updates, LabelNames labels, Action<IReadOnlySet<string>> planned)
{
    private const int LongestName = 100;

    /// <summary>A caller that did not hear our answer says it again, and nothing changes.</summary>
    private const string Unchanged = "unchanged";

    /// <param name="caller">Who says so.</param>
    /// <param name="number">The complaint.</param>
    /// <param name="verb"><c>status</c> or <c>label</c>.</param>
    /// <param name="fields">What is said.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ApiAnswer> SayAsync(string caller, TrackingNumber number, string verb, ApiFields fields, CancellationToken cancellationToken)
    {
        try
        {
            return verb == "status" ? await StatusAsync("api " + caller, number, fields, cancellationToken) : await LabelAsync("api " + caller, number, fields, cancellationToken);
        }
        catch (UnknownComplaintException unknown)
        {
            return ApiAnswer.Problem(StatusCodes.Status404NotFound, unknown.Message);
        }
        catch (CorrectionRefusedException refused)
        {
            return ApiAnswer.Problem(StatusCodes.Status409Conflict, refused.Message);
        }
    }

    private async Task<ApiAnswer> StatusAsync(string actor, TrackingNumber number, ApiFields fields, CancellationToken cancellationToken)
    {
        var status = fields.Word("status", word => ComplaintStatuses.All.Contains(word, StringComparer.Ordinal) ? null : $"'{word}' is no status; there are {string.Join(", ", ComplaintStatuses.All)}");
        var change = new NewStatus(number, status ?? "") { ExpectedOn = fields.Day("expectedOn"), Text = fields.Text("text", StatusChange.LongestText), IsSilent = fields.Truth("silent") };
        fields.Need(status is not null, "'status' is missing");
        if (fields.Fault is { } fault)
        {
            return ApiAnswer.Problem(StatusCodes.Status400BadRequest, fault);
        }

        UpdateOutcome outcome;
        try
        {
            outcome = await new StatusChange(database, ids, actor, notices, updates).SetAsync(change, cancellationToken);
        }
        catch (NothingNewException)
        {
            outcome = UpdateOutcome.Nobody(Unchanged);
        }

        planned(outcome.Channels);
        return ApiAnswer.Done(json =>
        {
            json.WriteString("trackingNumber", number.Format());
            json.WriteString("status", status);
            json.WriteBoolean("customerInformed", outcome.NotBecause is null);
            if (outcome.NotBecause is { } reason)
            {
                json.WriteString("reason", reason);
            }
        });
    }

    private async Task<ApiAnswer> LabelAsync(string actor, TrackingNumber number, ApiFields fields, CancellationToken cancellationToken)
    {
        var kind = fields.Word("kind", LabelNames.KindFault);
        var category = fields.Word("category", labels.CategoryFault);
        var by = StorableText.Clean(fields.Text("by", LongestName), LongestName);
        fields.Need(kind is not null || category is not null, "say what it is: 'kind', 'category' or both");
        if (fields.Fault is { } fault)
        {
            return ApiAnswer.Problem(StatusCodes.Status400BadRequest, fault);
        }

        var isNew = true;
        ComplaintTraits before;
        try
        {
            before = await new Labelling(database, ids, actor).LabelAsync(number, kind, category, by ?? actor, cancellationToken);
        }
        catch (NothingNewException)
        {
            isNew = false;
            before = await database.ReadAsync(async session => await ComplaintPool.TraitsAsync(session, await CorrectionScope.FindAsync(session, number)), cancellationToken);
        }

        return ApiAnswer.Done(json =>
        {
            json.WriteString("trackingNumber", number.Format());
            json.WriteString("kind", kind ?? before.Kind);
            json.WriteString("category", category ?? before.Category);
            if (!isNew)
            {
                json.WriteString("reason", Unchanged);
            }
        });
    }
}
