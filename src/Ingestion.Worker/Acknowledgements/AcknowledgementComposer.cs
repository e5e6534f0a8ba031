using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>Makes the message that leaves from what was planned. The same plan gives the same message.</summary>
internal sealed class AcknowledgementComposer(AcknowledgementTemplates templates, OrganisationSettings organisation, LinkCode codes, Func<long, string?>? statusUrl = null)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);

    public OutboundMessage Compose(OutboxMessage planned)
    {
        var facts = new AcknowledgementFacts
        {
            Language = planned.Language,
            Medium = planned.Medium,
            Kind = TextKinds.Of(planned),
            TrackingNumber = planned.TrackingNumber,
            ReceivedAt = planned.ReceivedAt,
            AnswerBy = planned.AnswerBy,
            Told = planned.Told,
            Organisation = organisation.Name,
            LinkCode = planned is { IsPublic: false, Medium: Medium.Email } ? codes.Create(planned.ComplaintId) : null,
            Zone = zone,
            StatusUrl = statusUrl?.Invoke(planned.ComplaintId),
        };
        var rendered = templates.Render(facts);
        return new OutboundMessage
        {
            StableId = planned.StableId,
            To = planned.Recipient,
            ConversationId = planned.ConversationId,
            Subject = rendered.Subject,
            Text = rendered.Text,
            PublicText = planned.IsPublic ? templates.RenderPublic(facts) : null,
            Html = rendered.Html,
            Language = CustomerLanguage.Of(planned.Language),
            InReplyTo = planned.InReplyTo,
            References = planned.References,
            TrackingNumber = planned.TrackingNumber,
            CreatedAt = planned.ReceivedAt,
            LastHeardAt = planned.LastHeardAt,
            UncertainSince = planned.UncertainSince,
            OtherIds = planned.OtherIds,
        };
    }
}
