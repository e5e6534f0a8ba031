using Ingestion.Mail.Imap;

namespace Ingestion.Channels.Email.Imap;

/// <summary>What happens on the server to accepted mail: a flag, or a move to a folder that is made when it is missing.</summary>
internal sealed class ImapSettling(ChannelSetup setup, ImapAfterAccept after, ImapMailboxKey key)
{
    /// <summary>The messages that need no further try.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(ImapClient client, IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var validity = client.Mailbox!.UidValidity;
        var uids = externalIds.Select(id => key.Uid(id, validity)).OfType<uint>().ToArray();
        var reply = uids.Length == 0 ? null : await SettleAsync(client, UidSet.Of(uids), cancellationToken).ConfigureAwait(false);
        if (reply is null or { IsOk: true })
        {
            return externalIds;
        }

        ImapLog.NotSettled(setup.Logger, setup.Channel, reply.Code ?? reply.Status.ToString());
        return [.. externalIds.Where(id => key.Uid(id, validity) is null)];
    }

    private async Task<ImapReply> SettleAsync(ImapClient client, string uids, CancellationToken cancellationToken)
    {
        if (after.Folder is not { } folder)
        {
            return await client.AddFlagsAsync(uids, after.Flag!, cancellationToken).ConfigureAwait(false);
        }

        var reply = await client.MoveAsync(uids, folder, cancellationToken).ConfigureAwait(false);
        if (reply.Code != "TRYCREATE" || !(await client.CreateAsync(folder, cancellationToken).ConfigureAwait(false)).IsOk)
        {
            return reply;
        }

        return await client.MoveAsync(uids, folder, cancellationToken).ConfigureAwait(false);
    }
}
