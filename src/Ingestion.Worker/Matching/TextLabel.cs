namespace Ingestion.Worker.Matching;

/// <summary>What a short number in a text names.</summary>
internal enum TextLabel : byte
{
    /// <summary>Nothing tells.</summary>
    Plain,

    /// <summary>A day of a month.</summary>
    Date,

    Line,
    Home,
    Floor,
    Room,
    Desk,
    Seat,
}
