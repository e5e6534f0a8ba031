namespace Ingestion.Worker.Matching;

/// <summary>What a number in a text belongs to, as far as the words beside it tell.</summary>
internal enum ReferenceSort
{
    /// <summary>Nothing tells.</summary>
    Plain,

    /// <summary>One matter: an order, an invoice, a shipment, a ticket.</summary>
    Matter,

    /// <summary>One person, in all of their matters: a phone, a customer, contract or bank account number.</summary>
    Party,

    /// <summary>Twelve digits as our tracking numbers have. Whether it is one, only the pool knows.</summary>
    Tracking,
}
