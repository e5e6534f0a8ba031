// Each breaks the table in one way; the tests of the rules must find them all.
#pragma warning disable MA0048, CA1852, CS0649
using Ingestion.Channels;
using Ingestion.Channels.Email.Smtp;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Architecture.Offenders.Polling
{
    internal sealed class ByField
    {
        public TrackingNumber Number;
    }

    internal sealed class ByProperty
    {
        public KnownComplaint? Complaint { get; init; }
    }

    internal sealed class ByCall
    {
        public static string Key(string id) => Conversations.MailKey(id).ToString();
    }

    internal sealed class ByLambda
    {
        public static IEnumerable<string> Keys(IEnumerable<string> ids) => ids.Select(id => "x" + Conversations.MailKey(id));
    }

    internal sealed class ByAsync
    {
        public static async Task<string> KeyAsync(Task<string> id) => Conversations.MailKey(await id).ToString();
    }

    internal sealed class ByGenericArgument
    {
        public static object New() => new List<KnownComplaint>();
    }

    internal sealed class ByTypeof
    {
        public static Type Type => typeof(KnownComplaint);
    }

    internal sealed class ByParameter
    {
        public static bool Is(KnownContactPoint? point) => point is null;
    }

    internal sealed class ByConnector
    {
        public static IConnector New() => new SmtpConnector();
    }

    internal sealed class ByHttp
    {
        public static HttpMethod Method => HttpMethod.Get;
    }

    internal sealed class BySql
    {
        public static string Sql(string column) => $"SELECT {column} FROM outbox o JOIN attempt a ON a.outbox_id = o.id";
    }

    internal sealed class ByInsert
    {
        public static InsertRows New() => new("event");
    }

    internal sealed class Innocent
    {
        public static string Text => "SELECT 1 FROM hole";

        public static string Word => "conversation";
    }
}

namespace Ingestion.Worker.Tests.Architecture.Offenders.NewRoom
{
    internal sealed class NotInTheTable
    {
        public static object New() => new Polling.Innocent();
    }
}

namespace Ingestion.Worker.Tests.Architecture.Offenders.Email.One
{
    internal sealed class OneConnector
    {
        public static object Other() => new Two.TwoConnector();

        public static object Own() => new Inner.Part();

        public static object Family() => new Shared();
    }
}

namespace Ingestion.Worker.Tests.Architecture.Offenders.Email.One.Inner
{
    internal sealed class Part;
}

namespace Ingestion.Worker.Tests.Architecture.Offenders.Email.Two
{
    internal sealed class TwoConnector
    {
        public static string Key(string id) => Conversations.MailKey(id).ToString();
    }
}

namespace Ingestion.Worker.Tests.Architecture.Offenders.Email
{
    internal sealed class Shared
    {
        public static object Child() => new One.OneConnector();
    }
}
