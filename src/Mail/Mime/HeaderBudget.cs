namespace Ingestion.Mail.Mime;

/// <summary>How many header fields may still be kept, for one entity and for all of a message.</summary>
internal sealed class HeaderBudget(MimeLimits limits)
{
    private int _fieldsLeft = limits.MaxTotalHeaders;
    private int _bytesLeft = limits.MaxTotalHeaderBytes;
    private int _entityFieldsLeft;
    private int _entityBytesLeft;

    public void BeginEntity()
    {
        _entityFieldsLeft = Math.Min(limits.MaxHeaders, _fieldsLeft);
        _entityBytesLeft = Math.Min(limits.MaxHeaderBytes, _bytesLeft);
    }

    /// <summary>Whether a field of that length is kept. A field that is too long is left out alone; the fields after it are kept.</summary>
    public bool Take(int length, ProblemList problems)
    {
        if (length > limits.MaxHeaderBytes)
        {
            problems.Add("header-too-long");
            return false;
        }

        if (_entityFieldsLeft == 0 || length > _entityBytesLeft)
        {
            problems.Add("too-many-headers");
            return false;
        }

        _entityFieldsLeft--;
        _entityBytesLeft -= length;
        _fieldsLeft--;
        _bytesLeft -= length;
        return true;
    }
}
